"""The site: a Datasette plugin with the pages that Datasette has not.

Datasette finds it by its entry point, and `static/` by its name.
"""

from extractor.site.plugin import (
    asgi_wrapper,
    extra_js_urls,
    extra_template_vars,
    handle_exception,
    menu_links,
    prepare_connection,
    prepare_jinja2_environment,
    register_routes,
    render_cell,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "extra_js_urls",
    "extra_template_vars",
    "handle_exception",
    "menu_links",
    "prepare_connection",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "startup",
]
