"""The demo world: an invented university, built through the same actions a user calls."""
