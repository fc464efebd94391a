"""Every entry of every lexicon works, and a mistake in one is refused with file and line."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from config.loaders.errors import ConfigurationError
from config.loaders.events import load_event_resources
from config.loaders.lexicons import load_lexicon, load_lexicons
from streams.events.extractor import ArticleContext, EventExtractor, EventResources
from streams.events.lexicon import Lexicon, Trigger
from streams.events.ontology import EVENT_TYPES, MODES
from streams.records.event import Status

LEXICONS = load_lexicons()
ENTRIES = [
    pytest.param(code, trigger, id=f"{code}-{trigger.rule}")
    for code, lexicon in LEXICONS.items()
    for trigger in lexicon.triggers
]


def _lenient(lexicon: Lexicon) -> Lexicon:
    """Without strict weights: whether a mention is enough by itself is tested elsewhere."""
    return replace(lexicon, strict=frozenset())


EXTRACTOR = EventExtractor(
    replace(load_event_resources(), lexicons={code: _lenient(lexicon) for code, lexicon in LEXICONS.items()})
)


@pytest.mark.parametrize(("code", "trigger"), ENTRIES)
def test_each_trigger_finds_its_example(code: str, trigger: Trigger) -> None:
    context = ArticleContext("article", None, None, "2024-05-14", code)
    found = EXTRACTOR.explain(trigger.example, context)
    assert trigger.rule in {explained.rule for explained in found}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_complete_lexicon_has_every_type(code: str) -> None:
    assert set(EVENT_TYPES) == {trigger.type for trigger in LEXICONS[code].triggers}


def test_the_english_lexicon_says_every_mode() -> None:
    lexicon = LEXICONS["en"]
    said = {(trigger.type, trigger.mode) for trigger in lexicon.triggers}
    said |= {sense.cue for senses in lexicon.senses.values() for sense in senses if sense.cue}
    assert [
        (type_, mode) for type_, modes in MODES.items() for mode in modes if (type_, mode) not in said
    ] == []


@pytest.mark.parametrize(
    ("code", "carrier"),
    [("ar", "هاجم مسلحون {} قرب الحدود أمس."), ("en", "Gunmen attacked {} near the border on Monday.")],
)
def test_each_named_group_is_known_by_each_of_its_names(code: str, carrier: str) -> None:
    lexicon = LEXICONS[code]
    missed = []
    for form, phrases in lexicon.phrases.items():
        for phrase in phrases:
            if phrase.group is None or not phrase.group.name:  # states have tests of their own
                continue
            words = [form, *(min(element) for element in phrase.rest if element)]
            name = " ".join(word.title() if code == "en" and word != "'s" else word for word in words)
            context = ArticleContext("article", None, None, "2024-05-14", code)
            found = EXTRACTOR.extract(carrier.format(name), context)
            names = {actor.name for event in found for actor in (*event.actors, *event.recipients)}
            if phrase.group.name not in names:
                missed.append(name)
    assert missed == []


GOOD = """
[language]
code = "xx"
order = "subject-verb"

[triggers]
ASSAULT = [
  { verb = "hit", example = "Gunmen hit the town." },
  { verb = "ram", example = "Gunmen ram the town." },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('{ verb = "ram",', '{ vreb = "ram",', 9, "vreb"),
        ('{ verb = "ram",', '{ verb = "ram", mode = "ramming",', 9, "no mode 'ramming'"),
        ('{ verb = "ram",', "{", 9, "an entry has a verb"),
        ('{ verb = "ram",', '{ verb = "ram", frame = "object",', 9, "frame"),
        ('order = "subject-verb"', 'order = "object-verb"', 4, "object-verb"),
        ("ASSAULT = [", "ASSAULT = ", 7, ""),
        ('code = "xx"\n', 'code = "xx"\nsubjunctive = "no"\n', 2, "subjunctive"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(GOOD, encoding="utf-8")
    load_lexicon(path)
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_lexicon(path)
    assert str(caught.value).startswith(f"{path}:{line}:")
    assert message in str(caught.value)


def test_another_language_needs_a_lexicon_and_no_code(tmp_path: Path) -> None:
    path = tmp_path / "de.toml"
    path.write_text(
        """
[language]
code = "de"
order = "subject-verb"

[irregular]
angreifen = "greift griff angegriffen angreifend griffen"

[words]
determiner = "das die der ein eine"
preposition = "in an"

[roles]
REB = "Rebelle/Rebellen"

[states]
FR = "Frankreich"

[triggers]
ASSAULT = [{ verb = "angreifen", frame = "transitive", weight = 0.7, example = "Rebellen griffen das Dorf." }]
""",
        encoding="utf-8",
    )
    extractor = EventExtractor(EventResources({"de": load_lexicon(path)}))
    [event] = extractor.extract("Rebellen griffen das Dorf.", ArticleContext("a", None, None, None, "de"))
    assert (event.type, event.trigger.text) == ("ASSAULT", "griffen")
    assert [actor.text for actor in event.actors] == ["Rebellen"]
    assert [actor.text for actor in event.recipients] == ["Dorf"]


def test_statuses_are_those_of_the_record() -> None:
    given = {
        trigger.status for lexicon in LEXICONS.values() for trigger in lexicon.triggers if trigger.status
    }
    assert given <= set(get_args(Status))
