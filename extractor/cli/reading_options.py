"""The options that commands which read papers share."""

from __future__ import annotations

from pathlib import Path

import click

ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "off"]),
    default="auto",
    show_default=True,
    help="read scanned pages with Tesseract where it is installed, or not at all",
)
rules_option = click.option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="a folder of rules to read with instead of the usual ones",
)
