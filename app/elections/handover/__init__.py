"""交接清单: what the next secretary of a branch must know, gathered from the record."""
