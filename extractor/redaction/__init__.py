"""Contact details of people: found once when a page is read, and kept from what is published."""
