"""Tables of a page: where they are, their grid, headers and captions."""
