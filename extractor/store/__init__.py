"""Rows and series: the SQLite database that everything is published from."""
