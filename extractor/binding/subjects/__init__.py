"""What a figure counts, in the document's own words: nouns of sentences, labels of cells."""
