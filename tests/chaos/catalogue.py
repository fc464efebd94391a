"""All scenarios."""

from tests.chaos.kills import kills
from tests.chaos.scenario import Scenario
from tests.chaos.stops import scaling, zombies

SCENARIOS = (
    Scenario("kills", "`kill -9` of any worker at any time loses nothing", kills, alone=True),
    Scenario("scaling", "workers come and go; SIGTERM ends them cleanly", scaling),
    Scenario("zombies", "a worker that slept past its session ends and sends nothing stale", zombies),
)
