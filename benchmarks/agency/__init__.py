"""Tables as agencies of the United States set them, drawn with their true cells known."""
