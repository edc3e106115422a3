"""The site: a Datasette plugin with the pages that Datasette has not.

Datasette finds it by its entry point, and `templates/` and `static/` by its name.
"""

from extractor.site.plugin import prepare_connection

__all__ = ["prepare_connection"]
