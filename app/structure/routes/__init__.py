"""Addresses of 组织设置: pages to read, and one form for each kind of act."""
