"""`/metrics`, `/healthz` and `/readyz`, in a thread of their own: a busy worker still answers."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from agents.errors import MurasilError

FIRST_PORT: Final = 9464
PORTS: Final = 100


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the process is alive, and whether it does its work: None when well, else what is wrong."""

    alive: Callable[[], str | None]
    ready: Callable[[], str | None]


class MetricsServer:
    """Serves one registry. With port 0 the first free port from 9464 is taken."""

    def __init__(self, registry: CollectorRegistry, health: Health, host: str, port: int) -> None:
        self._server = _listen(host, port, _handler(registry, health))
        self.host = host
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="metrics", daemon=True)

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends; waits for requests under way."""
        self._server.shutdown()
        self._server.server_close()


def _listen(host: str, port: int, handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    for candidate in [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            return _Server((host, candidate), handler)
        except OSError as error:
            if port:
                raise MurasilError(f"metrics cannot be served on {host}:{port}: {error.strerror}") from error
    raise MurasilError(f"no free port for metrics on {host} from {FIRST_PORT} to {FIRST_PORT + PORTS - 1}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Two workers must not share a port by accident.
    allow_reuse_port = False


def _handler(registry: CollectorRegistry, health: Health) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/metrics":
                encode, content_type = choose_encoder(self.headers.get("Accept", ""))
                self._answer(200, content_type, encode(registry))
            elif path in {"/healthz", "/readyz"}:
                wrong = (health.alive if path == "/healthz" else health.ready)()
                body = f"{wrong or 'ok'}\n".encode()
                self._answer(503 if wrong else 200, "text/plain; charset=utf-8", body)
            else:
                self._answer(404, "text/plain; charset=utf-8", b"/metrics, /healthz or /readyz\n")

        def _answer(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Scrapes are not worth a line."""

    return Handler
