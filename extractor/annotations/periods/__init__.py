"""Times in a text: finding what is printed and resolving it to dates."""
