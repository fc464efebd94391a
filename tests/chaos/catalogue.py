"""All scenarios."""

from tests.chaos import broker, crash_points, kills, poison, soak, state, stops
from tests.chaos.scenario import Scenario

SCENARIOS = (
    Scenario("kills", "`kill -9` of any worker at any time loses nothing", kills.kills, alone=True),
    Scenario(
        "crash-points", "a crash between any two steps of a batch loses nothing", crash_points.crash_points
    ),
    Scenario("broker-restarts", "a broker killed and restarted under load loses nothing", broker.restarts),
    Scenario("zombies", "a worker that slept past its session ends and does no more work", stops.zombies),
    Scenario("scaling", "workers come and go; SIGTERM ends them cleanly", stops.scaling),
    Scenario("refused", "a refused write is named, and made good once the cause is gone", broker.refused),
    Scenario("lost-state", "a deleted state folder is rebuilt from Kafka", state.lost_state),
    Scenario(
        "failure-limit", "far too much that is bad stops the worker, with a status", poison.failure_limit
    ),
    Scenario(
        "unreachable", "a network that swallows everything loses nothing", broker.unreachable, short=False
    ),
    Scenario(
        "isolated", "a worker cut off past its session sends nothing stale", broker.isolated, short=False
    ),
    Scenario("full-disk", "a broker without room on its disk loses nothing", broker.full_disk, short=False),
    Scenario("versions", "an older worker stops at a newer one's state", state.versions, short=False),
    Scenario("bursts", "bad messages are set aside, many in a row too", poison.bursts, short=False),
    Scenario("replayed", "dead letters come back once the cause is gone", poison.replayed, short=False),
    Scenario("soak", "memory, files and lag stay where they are", soak.soak, alone=True, short=False),
)
"""In the order of the report. The tests run the short ones."""
