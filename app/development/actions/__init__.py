"""Every change of a file: steps, contacts and introducers, notices, reviews, papers, requests."""
