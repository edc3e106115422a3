"""Stage 4, annotations of passages: numbers, periods, areas, roles, the rules' phrases, grammar."""
