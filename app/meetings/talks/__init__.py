"""谈心谈话: who talked with whom this year, and which pairs are still to come (BR-21)."""
