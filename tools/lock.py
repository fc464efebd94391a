"""Resolves the dependencies and writes the three lock files, with hashes, for all Pythons."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--custom-compile-command", "make lock"),
)


def main() -> int:
    """Writes the files, each constrained by those before."""
    # hatchling stands in the first: the editable install builds with what is pinned, not with the newest.
    runs = (
        ("requirements.lock", ("pyproject.toml", "--group", "build")),
        ("requirements-dev.lock", ("--group", "dev", "--constraint", "requirements.lock")),
        (
            "requirements-compiled.lock",
            (
                "--group",
                "compiled",
                "--constraint",
                "requirements.lock",
                "--constraint",
                "requirements-dev.lock",
            ),
        ),
    )
    for output, arguments in runs:
        command = [*COMPILE, *arguments, "--output-file", output, *sys.argv[1:]]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own command
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
