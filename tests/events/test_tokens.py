"""Tokens and sentences of any text: nothing lost, nothing depends on what was read before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loaders.lexicons import load_lexicons
from streams.events.lexicon.model import BIT, CLASSES
from streams.events.tokens import COMMA, DIGITS, PUNCTUATION, QUOTE, STOP, STRONG, Analyser, Document

LEXICONS = load_lexicons()
ARABIC = Analyser(LEXICONS["ar"])

PIECES = [
    "قتل",
    " ",
    "ـ",
    ".",
    "\n",
    "U.S.",
    "1,5",
    "...",
    "،",
    "’s",
    "»",
    '"',
    "وقُتل",
    "قـ ـتل",
    "!",
    "a",
    "A.",
    "\u200c",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join)


def _sentences(text: str) -> list[str]:
    document = ARABIC.document(text)
    return [document.quote(first, last) for first, last in document.sentences]


@given(TEXTS)
def test_tokens_are_all_of_the_text_but_white_space(text: str) -> None:
    """What stands between tokens is blank."""
    document = ARABIC.document(text)
    ends = [0, *document.ends]
    between = [text[end:start] for end, start in zip(ends, [*document.starts, len(text)], strict=True)]
    assert [gap for gap in between if gap.strip()] == []
    assert all(start < end for start, end in zip(document.starts, document.ends, strict=True))


@given(TEXTS)
def test_sentences_hold_every_token_but_line_breaks_once(text: str) -> None:
    """Sentences follow one another; only line breaks lie between them."""
    document = ARABIC.document(text)
    inside = [index for first, last in document.sentences for index in range(first, last)]
    outside = set(range(len(document.words))) - set(inside)
    assert inside == sorted(set(inside))
    assert {document.words[index].norm for index in outside} <= {"\n"}


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=5))
def test_what_was_read_before_changes_nothing(texts: list[str]) -> None:
    """An analyser that forgets at once reads as one that remembers all."""
    forgetful = Analyser(LEXICONS["ar"], remember=1)

    def comparable(document: Document) -> tuple[object, ...]:
        return document.words, document.starts, document.ends, document.classes, document.sentences

    for text in texts:
        assert comparable(ARABIC.document(text)) == comparable(forgetful.document(text))


@pytest.mark.parametrize(
    ("words", "lengths"), [(250, [250]), (251, [250, 1]), (500, [250, 250]), (620, [250, 250, 120])]
)
def test_a_text_without_full_stops_is_cut(words: int, lengths: list[int]) -> None:
    """After 250 tokens."""
    assert lengths == [last - first for first, last in ARABIC.document("كلمة " * words).sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("قتل اثنان. وجرح ثالث!", ["قتل اثنان.", "وجرح ثالث!"]),
        ("قال «قتل اثنان.» وغادر", ["قال «قتل اثنان.»", "وغادر"]),
        ("عنوان\nنص.\n\nنص", ["عنوان", "نص.", "نص"]),
        ("\n\n.", ["."]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    """At a full stop with what closes behind it, and at line breaks."""
    assert sentences == _sentences(text)


def test_no_mark_shares_a_bit_with_a_class_of_words() -> None:
    marks = (PUNCTUATION, COMMA, DIGITS, QUOTE, STRONG, STOP)

    assert len(CLASSES) + len(marks) == len({*BIT.values(), *marks})
    assert max(marks) < 1 << 62  # more, and a compiled build would keep the bits of each word on the heap
