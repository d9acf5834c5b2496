"""Members: the registry of people in a branch, their stages, and the import of rosters."""
