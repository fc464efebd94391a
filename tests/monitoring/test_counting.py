import string
from datetime import UTC, datetime
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from agents.delivery import Record
from agents.health import Heartbeat, Progress
from agents.metrics import Metrics
from agents.metrics.articles import ArticleCounts, count_published
from agents.metrics.labels import OTHER, UNKNOWN, SourceLabels
from streams.duplicates import Arrival, Resolution
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter
from tests.duplicates.world import article

NAMES = st.text(string.printable + "ابت", max_size=80)


def sample(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


@given(st.lists(st.tuples(st.none() | NAMES, st.sampled_from(["ar", "en", "und"]))), st.integers(0, 5))
def test_sources_have_at_most_so_many_labels_and_keep_them(pairs, limit) -> None:
    labels = SourceLabels(limit)
    first = [labels.of(*pair) for pair in pairs]
    own = {
        (label, pair[1]) for label, pair in zip(first, pairs, strict=True) if label not in {OTHER, UNKNOWN}
    }
    assert len(own) <= limit
    again = {pair: labels.of(*pair) for pair in pairs}
    assert all(again[pair] == label for pair, label in zip(pairs, first, strict=True) if label != OTHER)


def test_a_source_that_is_no_name_gets_no_label_of_its_own() -> None:
    labels = SourceLabels(10)
    assert OTHER == labels.of("https://outlet.example/news", "ar")
    assert OTHER == labels.of("x" * 65, "ar")
    assert OTHER == labels.of("two\nlines", "ar")
    assert UNKNOWN == labels.of(None, "ar")
    assert "وكالة الأنباء" == labels.of("وكالة الأنباء", "ar")


def test_every_article_is_counted_once_and_corrections_apart() -> None:
    metrics = Metrics()
    counts = ArticleCounts(metrics, 10)
    letter = DeadLetter(Reason.ID_CONFLICT, "another content", b"{}")
    outcomes = ("enriched", "duplicate", "repeated", letter)
    now = datetime.now(UTC)
    arrivals = [
        Arrival(
            article(f"a{i}", "one two three", published=now.isoformat(timespec="seconds")),
            int(now.timestamp() * 1000) - 2000,
        )
        for i in range(4)
    ]
    counts.received(5, 500)
    counts.set_aside(DeadLetter(Reason.INVALID_JSON, "no JSON", b"{"))
    counts.resolved(arrivals, Resolution((), {}, outcomes, SimpleNamespace(), corrections=3))
    counted = [s for m in metrics.registry.collect() for s in m.samples if s.name == "murasil_articles_total"]
    assert {
        ("enriched", "source", "en"): 1.0,
        ("duplicate", "source", "en"): 1.0,
        ("repeated", "source", "en"): 1.0,
        ("dead-letter", "source", "en"): 1.0,
        ("dead-letter", "unknown", "und"): 1.0,
    } == {(s.labels["outcome"], s.labels["source"], s.labels["language"]): s.value for s in counted}
    assert sample(metrics, "murasil_articles_received_total") == sum(s.value for s in counted)
    assert 3 == sample(metrics, "murasil_corrections_total")
    assert 1 == sample(metrics, "murasil_dead_letters_total", stage="duplicates", reason="id-conflict")
    assert 1 == sample(metrics, "murasil_events_total", type="COERCE", status="asserted", language="en")
    assert 4 == sample(metrics, "murasil_end_to_end_seconds_count")
    assert 8 <= sample(metrics, "murasil_end_to_end_seconds_sum") < 80
    assert 1 == sample(metrics, "murasil_publication_age_seconds_count")


def test_published_records_are_counted_by_topic() -> None:
    metrics = Metrics()
    count_published(
        metrics, [Record("a", b"k", b"four"), Record("a", b"k", None), Record("b", None, b"x")], 0.1
    )
    assert 2 == sample(metrics, "murasil_published_records_total", topic="a")
    assert 4 == sample(metrics, "murasil_published_bytes_total", topic="a")
    assert 1 == sample(metrics, "murasil_published_bytes_total", topic="b")
    assert 1 == sample(metrics, "murasil_publish_seconds_count")


def events_of(*ages: float) -> list[SimpleNamespace]:
    now = datetime.now(UTC).timestamp()
    return [SimpleNamespace(message=SimpleNamespace(timestamp=now - age)) for age in ages]


def test_a_worker_that_takes_old_messages_does_not_keep_up_until_it_takes_new_ones() -> None:
    progress = Progress(Metrics(), 60)
    assert progress.wrong() is None
    with progress.batch("prepare", events_of(0, 100)):
        assert "prepare" in (progress.wrong() or "")
    assert "100 s" in (progress.wrong() or "")
    with progress.batch("prepare", events_of(1)):
        assert progress.wrong() is None
    assert progress.wrong() is None


def test_a_loop_that_does_not_turn_has_no_heartbeat() -> None:
    assert Heartbeat(60).wrong() is None
    assert "event loop" in (Heartbeat(-1).wrong() or "")
