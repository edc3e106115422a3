"""How the papers look: one module for each house style."""
