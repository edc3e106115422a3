"""Showing what the reader saw: in words for a sentence, as a picture for a page."""
