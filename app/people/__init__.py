"""A person: name, ID number, birth; beneath posts, accounts and members alike."""
