"""What the reports say: sentence patterns by subject, each knowing the figures it states."""
