"""Every change of dues: fixing, paying, the book, what is asked and told."""
