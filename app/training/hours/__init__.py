"""Study hours from every source: who has how many, what is owed, what was earned outside."""
