"""Calls to meetings 会议通知: who is expected when and where, and leave asked for beforehand."""
