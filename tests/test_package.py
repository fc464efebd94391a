"""What is installed from an sdist works: sdist → wheel → fresh environment."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_sdist_wheel_and_installed_command(tmp_path: Path) -> None:
    def build(target: str, where: Path) -> Path:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(tmp_path)],
            cwd=where,
            check=True,
            capture_output=True,
        )
        return next(tmp_path.glob("*.tar.gz" if target == "sdist" else "*.whl"))

    sdist = build("sdist", ROOT)
    subprocess.run(["tar", "xzf", str(sdist), "-C", str(tmp_path)], check=True)
    wheel = build("wheel", tmp_path / sdist.name.removesuffix(".tar.gz"))
    # The dependencies are this environment's; what is tested is what the wheel holds.
    venv.create(tmp_path / "fresh", system_site_packages=False, with_pip=True)
    python = tmp_path / "fresh" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", str(wheel)], check=True)
    site = next((tmp_path / "fresh" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text("\n".join(path for path in sys.path if "site-packages" in path))

    installed = tmp_path / "fresh" / "bin" / "murasil"
    helped = subprocess.run([installed, "demo", "--help"], capture_output=True, cwd=tmp_path, check=True)
    seeds = site / "config" / "seeds"
    processed = subprocess.run(
        [installed, "process", str(seeds)], capture_output=True, cwd=tmp_path, check=True
    )

    assert b"Example: murasil demo" in helped.stdout
    assert 5 == len(list(seeds.glob("*.txt")))
    assert 5 == processed.stdout.count(b'"topic":"articles.enriched"')
