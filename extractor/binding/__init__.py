"""Stage 5, marks to observations: which measure, period, area and base belong to a figure."""
