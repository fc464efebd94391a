"""Arabic morphology: what the lexicon's words look like in a text."""

import pytest

from config.loaders.lexicons import load_lexicons
from streams.events.morphology import ArabicMorphology, Paradigm, ParadigmMorphology
from streams.events.tokens import Analyser, analyse

ARABIC = ArabicMorphology()
LEXICON = load_lexicons()["ar"]


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("هاجم", "verb"), ("هاجمت", "verb"), ("هاجموا", "verb"), ("وهاجموا", "verb"), ("فهاجمتهم", "verb"),
        ("يهاجم", "verb"), ("سيهاجمون", "verb"), ("ليهاجموا", "verb"), ("هَاجَمَ", "verb"), ("هـاجـم", "verb"),
        ("هجوم", "noun"), ("الهجوم", "noun"), ("بالهجوم", "noun"), ("للهجوم", "noun"), ("هجومان", "noun"),
        ("هجمات", "noun"), ("والهجمات", "noun"), ("هجماتهم", "noun"), ("كهجوم", "noun"),
    ],
)  # fmt: skip
def test_forms_and_clitics_of_attack(written: str, part: str) -> None:
    assert part in {sense.part for sense in analyse(written, LEXICON).triggers}


@pytest.mark.parametrize(
    ("notation", "form"),
    [
        ("رمى/يرمي", "رمت"), ("رمى/يرمي", "رموا"), ("رمى/يرمي", "يرمون"), ("دعا/يدعو", "دعت"),
        ("دعا/يدعو", "يدعون"), ("شن/يشن", "شنت"), ("قال/يقول", "تقول"), ("استولى/يستولي", "استولوا"),
    ],
)  # fmt: skip
def test_weak_verbs_conjugate(notation: str, form: str) -> None:
    assert form in {each.text for each in ARABIC.verb(notation)}


def test_a_verb_has_two_principal_parts() -> None:
    with pytest.raises(ValueError, match="past/present"):
        list(ARABIC.verb("هاجم"))


@pytest.mark.parametrize("written", ["جـ ـريـ ـح", "قـ ـتـ ـل", "ا.هـ"])
def test_a_self_censored_word_is_one_token(written: str) -> None:
    document = Analyser(LEXICON).document(f"سقط {written} في المدينة")
    tokens = [document.text[s:e] for s, e in zip(document.starts, document.ends, strict=True)]
    assert written in tokens or "." in written


def test_a_marked_passive_is_seen() -> None:
    assert analyse("وقُتل", LEXICON).marked_passive
    assert not analyse("قتل", LEXICON).marked_passive


def test_an_article_is_taken_off_before_a_pronoun() -> None:
    """القوة is the force, not: they threw it."""
    assert analyse("القوة", LEXICON).definite
    assert analyse("القوة", LEXICON).sector == "MIL"


def test_paradigms_inflect_by_the_longest_ending() -> None:
    verbs = Paradigm(("present", "past"), {"": ("s", "ed"), "y": ("ies", "ied")})
    morphology = ParadigmMorphology(verbs=verbs, irregular={"go": ("goes", "went")})
    assert [form.text for form in morphology.verb("deny")] == ["deny", "denies", "denied"]
    assert [form.text for form in morphology.verb("attack")] == ["attack", "attacks", "attacked"]
    assert [form.text for form in morphology.verb("go")] == ["go", "goes", "went"]
