"""Every change of an election, by who makes it: opened, asked, nominated, voted, finished."""
