"""Committee Figures: every figure that council committee papers state, with its evidence."""

__version__ = "0.1.0"
