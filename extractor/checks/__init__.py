"""Arithmetic and plausibility: what must hold between the figures that were read."""
