"""Committee Figures: every figure that council committee papers state, with its evidence.

`extractor.api` is the Python interface, `extractor` on the command line the command.
"""

__version__ = "0.1.0"
