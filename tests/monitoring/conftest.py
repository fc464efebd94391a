"""What the monitoring tests share."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def promtool() -> str:
    """Where promtool is. Without a Prometheus these tests are left out, but never in CI."""
    found = shutil.which("promtool")
    if found is None or shutil.which("prometheus") is None:
        assert not os.environ.get("CI"), "CI must install Prometheus (Debian: apt-get install prometheus)"
        pytest.skip("Prometheus is not installed (Debian: apt-get install prometheus)")
    return found
