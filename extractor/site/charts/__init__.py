"""The charts of the site: one way of drawing for all of them, as SVG made on the server.

A page shows the same SVG that can be downloaded, needs no script for it, and every point leads to
its evidence. `line_chart` draws series, `bar_chart` mixes, `spark` the small charts of a report
card; `svg` lays out title, legend, notes and the source around them.
"""
