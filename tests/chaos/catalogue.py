"""All scenarios."""

from tests.chaos import broker, crash_points, kills, poison, soak, state, stops
from tests.chaos.scenario import Scenario

SCENARIOS = (
    Scenario("kills", "`kill -9` of any worker at any time loses nothing", kills.kills, alone=True),
    Scenario(
        "crash-points", "a crash between any two steps of a batch loses nothing", crash_points.crash_points
    ),
    Scenario("scaling", "workers come and go; SIGTERM ends them cleanly", stops.scaling),
    Scenario("zombies", "a worker that slept past its session ends and sends nothing stale", stops.zombies),
    Scenario("broker-restarts", "a broker killed and restarted under load loses nothing", broker.restarts),
    Scenario(
        "unreachable",
        "a network that swallows everything for a while loses nothing",
        broker.unreachable,
        short=False,
    ),
    Scenario("refused", "a refused write is named, and made good once the cause is gone", broker.refused),
    Scenario("full-disk", "a broker without room on its disk loses nothing", broker.full_disk, short=False),
    Scenario("lost-state", "a deleted state folder is rebuilt from Kafka", state.lost_state),
    Scenario("versions", "an older worker stops at a newer one's state and loses nothing", state.versions),
    Scenario(
        "bursts",
        "bad messages, and many in a row, are set aside; their neighbours come through",
        poison.bursts,
    ),
    Scenario(
        "failure-limit", "far too much that is bad stops the worker with its own status", poison.failure_limit
    ),
    Scenario("replayed", "dead letters come back once the cause is gone, each once", poison.replayed),
    Scenario(
        "soak",
        "memory, open files and lag stay where they are at full rate",
        soak.soak,
        alone=True,
        short=False,
    ),
)
