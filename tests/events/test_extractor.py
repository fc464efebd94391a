"""What the event stage promises of every candidate."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.loaders.events import load_event_extractor
from streams.events.extractor import LONGEST_TEXT, ArticleContext
from streams.records.event import EventCandidate, Span

EXTRACTOR = load_event_extractor()
WORDS = (
    'قتلت القوات العراقية خمسة مسلحين في الموصل أمس . ، « » " ( ) \n و هاجم انتحاري دورية للشرطة جـ ـريـ ـح قُتل '
    "Israeli troops killed five militants on Monday , . ' 's U.S. ١٢٣ 60 ألف \u200f \u202b 𝔘 é e\u0301 ـ ّ ﷺ"
).split(" ")
ROOT = Path(__file__).parent.parent.parent
LEXICON_WORDS = {
    language: sorted(
        set(re.findall(r"[\w']+", (ROOT / f"config/lexicons/{language}.toml").read_text(encoding="utf-8")))
    )
    for language in ("ar", "en")
}
STOPS = list('.،,"«»\n():؛-?')


def _context(language: str) -> ArticleContext:
    return ArticleContext("article", "source", None, "2019-03-20", language)


def _spans(candidate: EventCandidate) -> list[Span]:
    quoted = [candidate.trigger, candidate.sentence, *candidate.actors, *candidate.recipients]
    quoted += [*candidate.locations, *candidate.numbers]
    quoted += [part for part in (candidate.date, candidate.attribution) if part]
    return quoted  # type: ignore[return-value]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=40).map(" ".join),
    st.sampled_from(["ar", "en"]),
)
def test_every_offset_quotes_the_text_and_ids_are_unique(text: str, language: str) -> None:
    candidates = EXTRACTOR.extract(text, _context(language))
    for candidate in candidates:
        for span in _spans(candidate):
            assert text[span.start : span.end] == span.text
        assert 0.5 <= candidate.confidence <= 1
    assert len({candidate.id for candidate in candidates}) == len(candidates)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data(), st.sampled_from(["ar", "en"]))
def test_the_words_of_a_lexicon_in_any_order_are_read(data: st.DataObject, language: str) -> None:
    words = st.lists(st.sampled_from(LEXICON_WORDS[language]) | st.sampled_from(STOPS), max_size=25)
    text = data.draw(words.map(" ".join))
    for candidate in EXTRACTOR.extract(text, _context(language)):
        for span in _spans(candidate):
            assert text[span.start : span.end] == span.text


def test_a_language_without_a_lexicon_has_no_candidates() -> None:
    assert EXTRACTOR.extract("Soldaten griffen das Dorf an.", _context("de")) == ()


def test_the_same_article_gives_the_same_candidates_whatever_came_before() -> None:
    text = "قتلت القوات العراقية خمسة مسلحين في الموصل."
    first = load_event_extractor().extract(text, _context("ar"))
    EXTRACTOR.extract("هاجم مسلحون مجهولون مركزا للشرطة.", _context("ar"))
    assert first
    assert first == EXTRACTOR.extract(text, _context("ar"))


def test_a_text_without_an_end_is_read_in_bounded_pieces() -> None:
    text = "قتل مسلحون مجهولون ثلاثة جنود في هجوم قرب الحدود أمس و " * 20_000
    candidates = EXTRACTOR.extract(text, _context("ar"))
    assert candidates
    assert max(len(candidate.sentence.text.split()) for candidate in candidates) <= 250
    assert candidates[-1].trigger.end <= LONGEST_TEXT
