"""Records as tables that a person wants to read.

Text is printed in its logical order, as terminals that know right-to-left writing expect it, and set apart by
Unicode's isolates (UAX #9), so that Arabic in one column does not reorder the columns beside it.
"""

from collections import Counter
from typing import Any, Final

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"


def isolated(text: str | None) -> Text:
    """Text of any direction, kept from reordering what stands around it."""
    return Text(f"{FIRST_STRONG_ISOLATE}{' '.join((text or '').split())}{POP_ISOLATE}" if text else "")


def shortened(text: str, length: int) -> str:
    """The first characters of a text, whole words where there are any."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length].rsplit(" ", 1)[0]
    return f"{cut or flat[:length]}…"


def articles_table(articles: list[dict[str, Any]]) -> Table:
    """One line for each enriched article."""
    table = Table(title="articles.enriched", title_justify="left")
    for name, justify in (
        ("id", "left"),
        ("language", "left"),
        ("date", "left"),
        ("words", "right"),
        ("events", "right"),
    ):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("removed")
    table.add_column("body begins", ratio=1)
    for one in articles:
        removed = Counter(span["kind"] for span in one["removed"])
        language = one["language"]
        table.add_row(
            one["id"][:8],
            f"{language['code']} {language['confidence']:.2f}",
            (one["published_at"] or "")[:10],
            str(len(one["text"].split())),
            str(len(one["events"])),
            ", ".join(f"{kind} {count}" for kind, count in sorted(removed.items())),
            isolated(shortened(one["text"], 90)),
        )
    return table


def article_panel(article: dict[str, Any]) -> Panel:
    """One enriched article, whole paragraphs, each in its own direction."""
    language = article["language"]
    facts = [article["source"], article["published_at"], f"{language['code']} {language['confidence']:.2f}"]
    facts.append(f"{len(article['events'])} events")
    paragraphs = [isolated(paragraph) for paragraph in article["text"].split("\n\n")]
    return Panel(
        Group(*paragraphs),
        title=isolated(article["title"] or article["id"]),
        subtitle=isolated(" · ".join(fact for fact in facts if fact)),
    )


def duplicates_table(duplicates: list[dict[str, Any]]) -> Table:
    """One line for each duplicate."""
    table = Table(
        "id", "duplicate of", "cluster", "kind", "similarity", "source", title="articles.duplicates"
    )
    for one in duplicates:
        table.add_row(
            one["id"][:8],
            one["duplicate_of"][:8],
            one["cluster"][:8],
            one["kind"],
            f"{one['similarity']:.4f}",
            isolated(one["source"]),
        )
    return table


def events_table(events: list[dict[str, Any]], title: str = "events.candidates") -> Table:
    """One line for each event candidate: who, what, to whom, where, when, how many."""
    table = Table(title=title, title_justify="left", show_lines=False)
    table.add_column("type", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in ("trigger", "actors", "recipients", "where"):
        table.add_column(name, ratio=1)
    table.add_column("when", no_wrap=True)
    table.add_column("how many")
    for one in events:
        table.add_row(
            f"{one['type']}{' ' + one['mode'] if one['mode'] else ''}",
            one["status"],
            isolated(one["trigger"]["text"]),
            isolated("، ".join(actor["text"] for actor in one["actors"])),
            isolated("، ".join(actor["text"] for actor in one["recipients"])),
            isolated("، ".join(place["text"] for place in one["locations"])),
            (one["date"] or {}).get("value") or "",
            ", ".join(_number(number) for number in one["numbers"]),
        )
    return table


def _number(number: dict[str, Any]) -> str:
    low, high = number["minimum"], number["maximum"]
    size = str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
    return f"{size} {number['what']}"


def console() -> Console:
    """Standard output; wide enough for tables also when it is no terminal."""
    probe = Console(highlight=False)
    return probe if probe.is_terminal else Console(highlight=False, width=140)
