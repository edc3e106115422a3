"""What people read for values, periods, breakdowns and doubts, on the site and in exports."""
