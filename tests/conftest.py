"""Settings of the whole suite."""

from __future__ import annotations

import os

from hypothesis import settings

# In CI a run says something about the change alone: the same examples every time. New ones are
# drawn at every run elsewhere.
settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
# A loaded machine is no fault of the program.
settings.register_profile("anywhere", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "anywhere")
