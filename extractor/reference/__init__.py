"""Official figures: read from files, kept apart, compared with what papers say."""
