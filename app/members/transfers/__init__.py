"""Transfers of the 组织关系: inside the tree, by letter to the outside, and in from outside."""
