"""Paper: one frozen sheet and one form's template in, PDF bytes out; knows no feature."""
