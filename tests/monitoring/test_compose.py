"""What docker-compose.yml and the Dockerfile promise, as far as it can be seen without Docker."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from compose_spec import PyCompose

from tests.deployment import ROOT
from tests.monitoring.composed import FILE, OURS, document, services

SERVICES = pytest.mark.parametrize("name", sorted(services()))


def has_client() -> bool:
    try:
        return (
            subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
        )
    except FileNotFoundError:
        return False


def test_the_file_is_one_that_compose_takes(tmp_path: Path) -> None:
    PyCompose.from_json(json.dumps(document())).to_spec()
    if has_client():
        command = ["docker", "compose", "--file", FILE, "--profile", "seeds", "config", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stderr


@SERVICES
def test_a_service_may_do_only_what_it_must(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert ["ALL"] == service["cap_drop"]
    assert ["no-new-privileges:true"] == service["security_opt"]
    assert not service.get("cap_add")
    assert not service.get("privileged")
    user = service["user"].partition(":")[0]
    assert user.isdigit()
    assert user != "0"
    assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])
    assert service["logging"]["options"]["max-size"]


@SERVICES
def test_images_are_pinned_to_a_whole_version(name: str) -> None:
    assert re.fullmatch(r"[a-z/]+:v?\d+\.\d+\.\d+", services()[name]["image"])


def test_only_grafana_is_published_and_on_the_loopback_address() -> None:
    published = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert {"grafana": ["127.0.0.1:3000:3000"]} == published
    assert {"internal": True} == document()["networks"]["inside"]
    outside = {name for name, service in services().items() if set(service["networks"]) - {"inside"}}
    assert {"feeds", "grafana"} == outside


def test_no_password_stands_in_the_file_and_none_has_a_default() -> None:
    for service in services().values():
        for key, value in service.get("environment", {}).items():
            if "PASSWORD" in key:
                assert key.endswith("_FILE")
                assert value.startswith("/run/secrets/")
    [secret] = document()["secrets"].values()
    assert not (ROOT / secret["file"]).exists() or not is_tracked(secret["file"])
    assert is_ignored(secret["file"])


def is_tracked(path: str) -> bool:
    return bool(subprocess.run(["git", "ls-files", path], cwd=ROOT, capture_output=True, check=False).stdout)


def is_ignored(path: str) -> bool:
    return "/secrets/" in (ROOT / ".gitignore").read_text().split() and path.startswith("./secrets/")


@SERVICES
def test_what_is_mounted_from_here_is_there_and_read_only(name: str) -> None:
    for mount in services()[name].get("volumes", []):
        source, _, options = mount.split(":")[0], *mount.split(":")[1:2], mount.split(":")[2:]
        if source.startswith("."):
            assert (ROOT / source).exists(), mount
            assert ["ro"] == options, mount
        else:
            assert source in document()["volumes"], mount


@pytest.mark.parametrize("name", sorted(set(services()) - {"topics", "replay"}))
def test_what_runs_on_is_watched_and_started_again(name: str) -> None:
    service = services()[name]
    assert service["healthcheck"]["test"]
    assert "unless-stopped" == service["restart"]


@pytest.mark.parametrize("name", sorted(set(OURS) - {"topics"}))
def test_ours_begin_when_kafka_is_well_and_the_topics_are_there(name: str) -> None:
    wanted = {
        "kafka": {"condition": "service_healthy"},
        "topics": {"condition": "service_completed_successfully"},
    }
    assert wanted == services()[name]["depends_on"]


def test_workers_can_be_scaled() -> None:
    worker = services()["worker"]
    assert "container_name" not in worker
    assert worker["deploy"]["replicas"]


def dockerfile() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def test_the_image_comes_from_a_pinned_base_runs_as_the_user_of_the_compose_file_and_copies_what_is_there() -> (
    None
):
    steps = dockerfile()
    bases = {arguments.split()[0] for step, arguments in steps if step == "FROM"}
    assert all(re.fullmatch(r"python:3\.1[123]\.\d+-slim-[a-z]+", base) for base in bases), bases
    assert [services()["worker"]["user"]] == [arguments for step, arguments in steps if step == "USER"]
    copied = [a.split()[:-1] for step, a in steps if step == "COPY" and "--from" not in a]
    ignored = (ROOT / ".dockerignore").read_text().split()
    for source in (path for paths in copied for path in paths):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored, source


def test_what_the_image_leaves_out_is_not_missed_by_its_commands() -> None:
    [removal] = re.findall(r"pip uninstall --yes ((?:\w+ )+\w+)", (ROOT / "Dockerfile").read_text())
    modules = "agents.worker agents.monitor agents.feeds.service agents.replay agents.topics".split()
    modules += [f"agents.cli.{services()[name]['command'][0]}" for name in OURS]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({removal.split()!r}));"
        f"import importlib; [importlib.import_module(one) for one in {modules!r}]"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-compiled.lock"])
def test_all_that_is_wanted_is_pinned(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = {
        "requirements.lock": project["project"]["dependencies"] + groups["build"],
        "requirements-dev.lock": groups["dev"],
        "requirements-compiled.lock": groups["compiled"],
    }[name]
    names = {re.split(r"[^\w.-]", one)[0].lower() for one in wanted if isinstance(one, str)}
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.MULTILINE))
    assert not names - pinned, "run make lock"


def test_ours_share_one_image_and_one_environment() -> None:
    def shared(service: dict[str, Any]) -> tuple[str, str]:
        return service["image"], json.dumps(service["environment"], sort_keys=True)

    assert {"topics", "worker", "feeds", "monitor", "replay"} == set(OURS)
    assert 1 == len({shared(services()[name]) for name in OURS})
