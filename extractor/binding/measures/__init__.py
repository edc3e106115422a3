"""Which measure and breakdown a figure is of, and why it cannot be of the others."""
