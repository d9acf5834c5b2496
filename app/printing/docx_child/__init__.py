"""What fills Word templates in a process of its own: run as a folder, imports no app."""
