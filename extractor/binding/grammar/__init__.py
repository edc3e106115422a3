"""What the parsed sentence says of a figure: its governor, modality, head noun and adjuncts."""
