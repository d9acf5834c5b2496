"""The two-level training register: courses, who came, results and certificates."""
