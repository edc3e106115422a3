"""The identities of rules/checks/identities.yml, checked when they are read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from extractor.checks.model import Identities
from extractor.data import shipped
from extractor.errors import RuleError

FILE = Path("checks") / "identities.yml"


def load_identities(folder: Path | None = None) -> Identities:
    """The identities of a folder of rules; where it has none, those that come with the package.

    Raises RuleError where the file is wrong.
    """
    path = (folder or shipped("rules")) / FILE
    return _read(path if path.is_file() else shipped("rules") / FILE)


@lru_cache(maxsize=4)
def _read(path: Path) -> Identities:
    try:
        return Identities.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except yaml.YAMLError as error:
        raise RuleError(f"{path.name}: no valid YAML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{path.name}, {where}: {first['msg']}.") from error
