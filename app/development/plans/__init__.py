"""A committee's year: plan and report of 发展党员 (DEV-35), analysis of the activists (DEV-06)."""
