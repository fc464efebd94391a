from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from agents.broker import free_port
from agents.errors import MurasilError
from agents.metrics import Health, Metrics, MetricsServer

WELL = Health(lambda: None, lambda: None)


def get(server: MetricsServer, path: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://{server.host}:{server.port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_it_answers_metrics_and_health() -> None:
    server = MetricsServer(Metrics().registry, WELL, "127.0.0.1", 0)
    server.start()
    try:
        status, body = get(server, "/metrics")
        assert 200 == status
        assert "murasil_articles_received_total 0.0" in body
        assert (200, "ok\n") == get(server, "/healthz")
        assert (200, "ok\n") == get(server, "/readyz")
        assert 404 == get(server, "/")[0]
    finally:
        server.stop()


def test_it_says_what_is_wrong() -> None:
    health = Health(lambda: "the event loop has stood still for 9 s", lambda: "partitions are not assigned")
    server = MetricsServer(Metrics().registry, health, "127.0.0.1", 0)
    server.start()
    try:
        assert (503, "the event loop has stood still for 9 s\n") == get(server, "/healthz")
        assert (503, "partitions are not assigned\n") == get(server, "/readyz")
    finally:
        server.stop()


def test_several_on_one_machine_find_ports_of_their_own_but_take_no_ones_when_it_is_named() -> None:
    first, second = (MetricsServer(Metrics().registry, WELL, "127.0.0.1", 0) for _ in range(2))
    assert first.port != second.port
    with pytest.raises(MurasilError, match=f"127.0.0.1:{first.port}"):
        MetricsServer(Metrics().registry, WELL, "127.0.0.1", first.port)
    port = free_port()
    named = MetricsServer(Metrics().registry, WELL, "127.0.0.1", port)
    assert port == named.port
    for server in (first, second, named):
        server.start()
        server.stop()
