"""Measurements of speed and size, each against a yardstick of the same run; judges nothing."""
