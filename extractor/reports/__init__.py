"""Which report of a pack a page belongs to, and what the report's header says."""
