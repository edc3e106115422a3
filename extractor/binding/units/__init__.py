"""Units that are not printed at the figure itself, of sentences and of tables."""
