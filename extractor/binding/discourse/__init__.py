"""What is around a passage and was said before it: headings, earlier figures, short forms."""
