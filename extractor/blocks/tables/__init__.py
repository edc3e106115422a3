"""Tables of a page: where they are, their grid, their headers, and the passages they give."""
