"""What superiors ask of organisations: reminders and returned records, counted as a burden."""
