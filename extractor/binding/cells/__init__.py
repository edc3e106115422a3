"""The figure of a table cell or card, bound to its measure, period and area."""
