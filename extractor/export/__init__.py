"""A database as tidy tables for spreadsheets, R and pandas: CSV described by CSVW, and Parquet."""
