"""Which numbers of a text are no statistics, and why: dates, ages, references, idioms and more."""
