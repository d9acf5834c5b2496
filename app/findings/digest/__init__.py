"""The quiet daily letter: to those who owe something and have asked for it, without any name."""
