"""docker-compose.yml as compose reads it, with the defaults of its variables."""

import re
from typing import Any

import yaml

from tests.deployment import ROOT

FILE = ROOT / "docker-compose.yml"


def document() -> dict[str, Any]:
    """The whole file, anchors and variables resolved, without the fragments that only anchors use."""
    text = re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", FILE.read_text())
    assert "${" not in text, "a variable has no default"
    whole = yaml.safe_load(text)
    return {key: value for key, value in whole.items() if not key.startswith("x-")}


def services() -> dict[str, dict[str, Any]]:
    """The services by name."""
    found: dict[str, dict[str, Any]] = document()["services"]
    return found


OURS = sorted(name for name, service in services().items() if "build" in service)
