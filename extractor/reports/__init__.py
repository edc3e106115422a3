"""Which report of a pack a page belongs to, and the header fields of that report."""
