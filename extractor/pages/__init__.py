"""Stage 1, bytes to pages: words with boxes, ruling lines and the quality of the text."""
