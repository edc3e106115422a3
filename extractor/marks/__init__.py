"""Stage 4, passages to marks: numbers, periods, areas, roles and the rules' concepts."""
