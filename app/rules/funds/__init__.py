"""Money of Party organisations: its kinds and states, and what is refused."""
