"""The rules as data: what rules/*.yml may say, how it is loaded, checked and compiled."""
