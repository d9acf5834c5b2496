"""The printed papers of 发展党员: one frozen dataclass a form, pure builders for the letters."""
