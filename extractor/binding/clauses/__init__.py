"""Which part of a sentence is whose figure's, and which figure is a level, target or change."""
