"""Looking at figures with a person: which to look at, how they are shown, what is decided."""
