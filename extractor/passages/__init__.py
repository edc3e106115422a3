"""Stage 3, blocks to passages: a sentence, a list item or a table cell with its labels."""
