"""Stage 5, annotations to observations: the measure, period, area and base of each figure."""
