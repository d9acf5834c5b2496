"""A member's life: every change of stage, standing or relation as an event with its basis."""
