"""Stage 2, pages to blocks: furniture out, reading order, headings, lists, tables, cards."""
