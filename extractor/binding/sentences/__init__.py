"""The figures of a sentence or list item, each bound to its measure, period and area."""
