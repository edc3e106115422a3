"""The period of a figure: stated beside it, from the labels of its cell, or inherited."""
