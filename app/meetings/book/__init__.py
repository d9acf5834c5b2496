"""The records of a period bound as one book with cover and contents."""
