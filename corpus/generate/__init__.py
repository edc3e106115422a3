"""Makes the sample committee papers of four invented councils, with the truth beside each.

world -> wording -> papers -> styles -> files. Nothing here is random: every choice is
drawn from a hash of what it is for, so the same code always makes the same bytes.
"""
