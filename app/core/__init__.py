"""The ground every feature stands on: database, pages, forms, clock, audit; it knows no feature."""
