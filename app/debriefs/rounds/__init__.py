"""The yearly round of a committee: who speaks when, comments, overall opinions, feedback."""
