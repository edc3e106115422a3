"""Stage 2, pages to blocks: page furniture out, reading order, headings, lists, tables, cards."""
