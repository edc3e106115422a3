"""Numbers of a text: in digits and in words, ranges, units, signs and the symbols of cells."""
