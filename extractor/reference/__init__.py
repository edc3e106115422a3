"""Official figures: read from files into the database, apart from what papers say."""
