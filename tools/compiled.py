"""Build hook: compiles the modules in which the time goes with mypyc, where that is asked for.

`make compiled` or `HATCH_BUILD_HOOKS_ENABLE=1 pip wheel --no-deps .`; a wheel built otherwise is pure Python. Nothing
is written beside the sources: the extension modules are built in a folder of their own and taken into the wheel, next
to the modules that they were made from, which Python then passes over.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("streams/*.py", "streams/cleaning/*.py", "streams/events/**/*.py", "streams/language/*.py")
"""What every article goes through. Duplicates work in numpy; pages in lxml; feeds wait for the network."""

LEFT_OUT = frozenset(
    {
        "streams/events/lexicon/compiler.py",  # runs once, at the start
        "streams/events/lexicon/definition.py",  # msgspec makes objects of its classes, past their constructors
        "streams/events/morphology/paradigms.py",  # runs once
        "streams/events/places/container.py",  # msgspec again
    }
)
GROUPS = {"finders": ("places", "dates", "numbers", "words.py"), "events": ("",)}
"""What of `streams/events` is built into which library; calls within one are direct. All else is built into a third."""

SETUP = """\
import json, sys
from mypyc.build import mypycify
from setuptools import setup
groups = json.loads(sys.argv[1])
extensions = mypycify(
    ["--config-file", "mypy.toml", *sum(groups.values(), [])],
    opt_level="1",  # as fast as 2 and 3, and built in two thirds of the time
    debug_level="0",
    separate=[(files, "murasil_" + name) for name, files in groups.items()],
    target_dir="made",
)
setup(
    name="murasil", ext_modules=extensions, packages=[],
    script_args=["build_ext", "--build-lib", "built", "--build-temp", "temporary", "--parallel", sys.argv[2]],
)
"""


def modules(root: Path) -> list[str]:
    """The files to compile, relative to the clone."""
    found = {path.relative_to(root).as_posix() for pattern in COMPILED for path in root.glob(pattern)}
    return sorted(name for name in found - LEFT_OUT if not name.endswith("__init__.py"))


def groups(files: list[str]) -> dict[str, list[str]]:
    """The files by the library that they are built into."""
    parted: dict[str, list[str]] = {}
    for file in files:
        inside = file.removeprefix("streams/events/") if file.startswith("streams/events/") else None
        fitting = (name for name, begin in GROUPS.items() if inside is not None and inside.startswith(begin))
        parted.setdefault(next(fitting, "text"), []).append(file)
    return parted


def build(root: Path, folder: Path) -> dict[str, str]:
    """Compiles in a folder of its own.

    Returns:
        Where each file for the wheel is, and its place in the wheel.

    Raises:
        RuntimeError: mypyc or the C compiler failed; the message is what they said.
    """
    shutil.copytree(root / "streams", folder / "streams", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", folder / "mypy.toml")
    parted, jobs = groups(modules(root)), os.cpu_count() or 1
    command = [sys.executable, "-c", SETUP, json.dumps(parted), str(jobs)]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    if done.returncode:
        raise RuntimeError(f"the compiled build failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    built, suffix = folder / "built", sysconfig.get_config_var("EXT_SUFFIX")
    return {str(path): path.relative_to(built).as_posix() for path in sorted(built.rglob(f"*{suffix}"))}


class CompiledBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Takes the extension modules into the wheel, whose tag then names Python and platform."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """See `BuildHookInterface`; an editable install stays pure Python."""
        self._folder: Path | None = None
        if self.target_name != "wheel" or version == "editable":
            return
        self._folder = Path(mkdtemp(prefix="murasil-compiled-"))
        build_data["infer_tag"] = True
        build_data["pure_python"] = False
        build_data["force_include"].update(build(Path(self.root), self._folder))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """See `BuildHookInterface`."""
        del version, build_data, artifact_path
        if self._folder is not None:
            shutil.rmtree(self._folder)
