"""A branch's year ahead: the plan by month, the fixed day of 主题党日, breaks of the calendar."""
