"""After a scenario: is anything lost, is the state as it should be, and what was written more often than needed."""

from collections import Counter

from agents.state import read_to_end
from streams import topics
from tests.chaos.articles import Input
from tests.chaos.scenario import Run
from tests.chaos.supervision import Supervisor
from tests.deployment import Deployment
from tests.in_memory import State

SHOWN = 3


async def account(
    run: Run,
    deployment: Deployment,
    given: Input,
    bound: int | None = None,
    set_aside_before: frozenset[bytes] = frozenset(),
) -> None:
    """Fills in the result and fails it where a promise was broken.

    `set_aside_before`: good messages that a setting kept out for a while, and that are dead letters for it.
    """
    result = run.result
    result.messages += len(given.values)
    expected = await run.references.state(given)
    state = await deployment.state()
    set_aside, letters_again = await _letters(deployment)
    missing = missing_articles(given, state, expected) + [
        repr(value[:60]) for value in given.poison - set_aside
    ]
    result.lost = (result.lost or 0) + len(missing)
    result.require(not missing, f"{len(missing):,} messages lost: {', '.join(missing[:SHOWN])}")
    stray = set_aside - given.poison - set_aside_before
    result.require(not stray, f"{len(stray):,} good messages set aside: {_shown(stray)}")
    wrong = differences(expected, state)
    result.equal = result.equal is not False and not wrong
    result.require(
        not wrong, f"{len(wrong):,} keys are not as `murasil process` has them: {', '.join(wrong[:SHOWN])}"
    )
    await _count_repeats(run, deployment, given, letters_again, bound)


def missing_articles(given: Input, state: State, expected: State) -> list[str]:
    """Ids that are neither an enriched article nor a duplicate."""
    there = state[topics.ENRICHED].keys() | state[topics.DUPLICATES].keys()
    assert given.ids == expected[topics.ENRICHED].keys() | expected[topics.DUPLICATES].keys()
    return sorted(given.ids - there)


def differences(expected: State, state: State) -> list[str]:
    """Keys whose latest value is another one, missing, or too many."""
    found = []
    for topic in topics.OUTPUTS:
        mine, theirs = expected[topic], state[topic]
        for key in sorted(mine.keys() | theirs.keys()):
            if mine.get(key) != theirs.get(key):
                how = "missing" if key not in theirs else "too many" if key not in mine else "different"
                found.append(f"{topic} {key} ({how})")
    return found


def bound_on_repeats(supervisor: Supervisor) -> int:
    """The most messages that may have been worked on twice; docs/guarantees.md says why."""
    settings = supervisor.deployment.settings
    under_way = (2 * supervisor.workers + 1) * settings.batch_size
    uncommitted = supervisor.peak * settings.commit_interval.total_seconds()
    return int(supervisor.rebalances * (under_way + uncommitted))


async def _letters(deployment: Deployment) -> tuple[set[bytes], int]:
    seen: Counter[bytes] = Counter()
    for record in await deployment.records(topics.DEAD_LETTERS):
        seen[record.value] += 1
    return set(seen), seen.total() - len(seen)


async def _count_repeats(
    run: Run, deployment: Deployment, given: Input, letters_again: int, bound: int | None
) -> None:
    """Records beyond one for each message on the hop; and records that say again what was said before of a key."""
    result, settings = run.result, deployment.settings
    good = sum(1 for value in given.values if value not in given.poison)
    prepared = [record.offset async for record in read_to_end(settings, settings.topic(topics.PREPARED))]
    again = {topics.PREPARED: len(prepared) - good, topics.DEAD_LETTERS: letters_again}
    for topic in topics.OUTPUTS:
        again[topic] = await _said_again(deployment, topic)
    twice = len(given.values) - len(set(given.values))  # these say it again without any fault
    published = again[topics.ENRICHED] + again[topics.DUPLICATES] - twice
    for topic, count in again.items():
        result.repeated[topic] = result.repeated.get(topic, 0) + count
    worked_twice = again[topics.PREPARED] + letters_again
    worked_twice += max(0, published - again[topics.PREPARED])
    result.figures["worked_twice"] = result.figures.get("worked_twice", 0) + worked_twice
    if bound is not None:
        result.bound = (result.bound or 0) + bound
        result.require(
            worked_twice <= bound, f"{worked_twice:,} messages worked on twice; at most {bound:,} may be"
        )


async def _said_again(deployment: Deployment, topic: str) -> int:
    said: Counter[tuple[bytes, int]] = Counter()
    settings = deployment.settings
    async for record in read_to_end(settings, settings.topic(topic)):
        if record.value is not None:
            said[record.key, hash(record.value)] += 1
    return said.total() - len(said)


def _shown(values: set[bytes]) -> str:
    return ", ".join(repr(value[:60]) for value in sorted(values)[:SHOWN])
