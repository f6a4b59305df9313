"""Two parts of one result beside each other: two districts, two spans of time, or one part and the rest."""
