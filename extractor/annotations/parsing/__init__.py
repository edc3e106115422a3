"""The grammar of a sentence, by spaCy's trained tagger and parser."""
