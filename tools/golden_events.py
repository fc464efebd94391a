"""Writes the golden records of the event stage: one line for each candidate, for a person to read.

    python -m tools.golden_events

Made with the lexicons alone: type, mode, status, trigger, parties and source. Places, dates and numbers have tests
of their own; `python -m tools.golden_events --full` prints records with them.

A change in the rules shows in the difference; read each line that changed against its sentence.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from config.loaders.events import load_event_extractor
from config.loaders.lexicons import load_country_names, load_lexicons
from streams.events.extractor import ArticleContext, EventExtractor, EventResources
from streams.records.event import Actor, EventCandidate

ROOT: Final = Path(__file__).parent.parent
TEXTS: Final = ROOT / "tests" / "golden" / "texts"
GOLDEN: Final = ROOT / "tests" / "golden" / "events.txt"

SEEDS: Final = {
    "000_291936956bd07de8": ("بعد أن كان يسيطر", "فعل شيء.", None),
    "001_7212b24ccb4f50f3": ("اصبح داعش و", "أيلول الماضي.", "2017-11-03"),
    "002_837434d6edfccd09": ("قالت قوات سوريا", "قوات سوريا الديمقراطية.\n", "2019-03-20"),
    "003_06dc2b0018f97db1": ("تحرز المواجهات", "", None),
    "004_97e74edffecceafc": ("عمليات تحرير", "المرحلة المقبلة.", None),
}
"""Where the body of each seed begins and ends, so that this test stands apart from cleaning; and its date."""


def articles() -> Iterator[tuple[str, str, str, str | None]]:
    """Name, language, body and date of publication of each article."""
    for name, (first, last, date) in SEEDS.items():
        text = (ROOT / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
        start = text.rindex(first)
        end = text.index(last, start) + len(last) if last else len(text)
        yield name, "ar", text[start:end].strip(), date
    for path in sorted(TEXTS.glob("*.txt")):
        yield path.stem, path.stem.split("-")[0], path.read_text(encoding="utf-8").strip(), "2024-05-14"


def lexical_extractor() -> EventExtractor:
    """The event stage without gazetteer, calendar and number words."""
    return EventExtractor(EventResources(lexicons=load_lexicons(), countries=load_country_names()))


def render(extractor: EventExtractor) -> str:
    """The golden file's text."""
    lines = []
    for name, language, text, date in articles():
        context = ArticleContext(name, None, None, date, language)
        lines.append(f"# {name} {language} {date or 'undated'}")
        sentence = None
        for candidate in extractor.extract(text, context):
            if candidate.sentence != sentence:
                sentence = candidate.sentence
                lines.append(f"\n| {' '.join(sentence.text.split())}")
            lines.append(line(candidate))
        lines.append("")
    return "\n".join(lines)


def line(candidate: EventCandidate) -> str:
    """One candidate on one line."""
    mode = f"/{candidate.mode}" if candidate.mode else ""
    parts = [
        f"  {candidate.type}{mode} {candidate.status} {candidate.confidence:.2f} «{candidate.trigger.text}»"
    ]
    parts += [f"by {_party(actor)}" for actor in candidate.actors]
    parts += [f"to {_party(actor)}" for actor in candidate.recipients]
    parts += [
        f"at {place.text} ({place.name or '?'}, {place.country or '?'})" for place in candidate.locations
    ]
    if candidate.date:
        parts.append(f"on {candidate.date.text} ({candidate.date.value or '?'})")
    parts += [f"count {n.text} {n.what} {n.minimum}–{n.maximum}" for n in candidate.numbers]
    if candidate.attribution:
        parts.append(f"says {candidate.attribution.text}")
    return " · ".join(" ".join(part.split()) if part != parts[0] else part for part in parts)


def _party(actor: Actor) -> str:
    known = ", ".join(filter(None, (actor.name, actor.country, actor.sector)))
    return f"{actor.text} ({known})" if known else actor.text


if __name__ == "__main__":
    if "--full" in sys.argv[1:]:
        print(render(load_event_extractor()))
    else:
        GOLDEN.write_text(render(lexical_extractor()), encoding="utf-8")
