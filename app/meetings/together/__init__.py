"""Two people at one record: what both typed is put together, and nothing of it is lost."""
