"""The rulebook as data, one module a regulation; what follows from a rule stands a level up."""
