"""The language stage."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from streams.language.models import Model, Ranking, language_code
from streams.language.profiles import Profiles
from streams.language.sample import sample
from streams.language.scripts import CASED_SCRIPTS, LANGUAGE_OF_SCRIPT, UNSPACED_SCRIPTS, in_script, scripts
from streams.records.article import Language

UNDETERMINED: Final = "und"
_NOTHING: Final = Language(UNDETERMINED, 0.0)
_CERTAIN: Final = 0.999
_TOKEN: Final = re.compile(r"\w+")
_FEW_SIGNS: Final = 3.0
"""So many signs weigh half of what many do."""
# Every language that news is written in with these letters has a profile, so that signs alone can decide.
_PROFILED_SCRIPTS: Final = frozenset({"Arab", "Ethi"})


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """Thresholds of the stage; the defaults were set on one half of labelled sentences in 26 languages.

    `min_words`, `min_letters`: with less nothing is said. `names`: up to so many words are no language when
    each looks like a name. `clear_votes`, `clear_share`, `clear_lead`: signs of the leading language that are
    enough without a model, as a number, as a share of the words, and as a multiple of the next language's.
    `votes_weight`: what many signs weigh in the pool, where each model weighs 1. `tie`: candidates closer
    than this are equal, and the declared language decides. `min_confidence`: below it the answer is `und`.
    """

    min_words: int = 4
    min_letters: int = 10
    names: int = 8
    clear_votes: float = 3.0
    clear_share: float = 0.12
    clear_lead: float = 2.0
    votes_weight: float = 2.0
    tie: float = 0.05
    min_confidence: float = 0.3


@dataclass(frozen=True, slots=True)
class LanguageIdentifier:
    """Says in which language a text is written; the same text always gets the same answer.

    The cheapest evidence that is clear decides: the script; letters and function words; two fast models of
    different kinds that agree. Otherwise a careful model is asked as well, and all votes are pooled.

    Safe to share between threads.
    """

    profiles: Profiles
    fast: tuple[Model, ...]
    careful: Model
    options: LanguageOptions = LanguageOptions()

    def identify(self, text: str, hint: str | None = None) -> Language:
        """The language of the text, `und` when nothing can be said.

        Args:
            text: the clean body.
            hint: the declared language, which decides between candidates that are equally likely only.
        """
        part = sample(text)
        letters = Counter(part)
        counts = scripts(letters)
        total = counts.total()
        if total < self.options.min_letters:
            return _NOTHING
        script, count = max(counts.items(), key=lambda item: (item[1], item[0]))
        if count < 0.95 * total:
            part = in_script(part, script)
        words = _TOKEN.findall(part)
        if script not in UNSPACED_SCRIPTS and len(words) < self.options.min_words:
            return _NOTHING
        code = LANGUAGE_OF_SCRIPT.get(script)
        if code is not None:
            return Language(code, round(_CERTAIN * count / total, 3))
        if script in CASED_SCRIPTS:
            if len(words) <= self.options.names and _are_names(words):
                return _NOTHING
            part = part.lower()
            words = [word.lower() for word in words]
        votes = self.profiles.votes(script, words, letters)
        signs = self._clear(votes, len(words))
        if signs is not None and script in _PROFILED_SCRIPTS:
            return signs
        rankings = [model.rank(part, script) for model in self.fast]
        return self._agreed(rankings, signs) or self._pooled(rankings, part, script, votes, hint)

    def _clear(self, votes: Mapping[str, float], words: int) -> Language | None:
        first, second = _two(votes)
        options = self.options
        needed = max(options.clear_votes, options.clear_share * words, options.clear_lead * second[1])
        return _answer(first[0], 1 - 0.5 ** (first[1] - second[1])) if first[1] >= needed else None

    def _agreed(self, rankings: Sequence[Ranking], signs: Language | None) -> Language | None:
        """What the fast models say in one voice, or one of them in one voice with the signs."""
        leaders = [ranking[0] if ranking else (UNDETERMINED, 1.0) for ranking in rankings]
        codes = {code for code, _ in leaders}
        if signs is not None:
            return signs if signs.code in codes else None
        doubt = 1 - sum(probability for _, probability in leaders) / len(leaders)
        return _answer(leaders[0][0], 1 - doubt / 20) if len(codes) == 1 else None

    def _pooled(
        self, fast: list[Ranking], part: str, script: str, votes: Mapping[str, float], hint: str | None
    ) -> Language:
        """A linear opinion pool: weighted means of probabilities (Stone 1961)."""
        options = self.options
        careful = self.careful.rank(part, script)
        known = {code for ranking in fast for code, _ in ranking} | votes.keys()
        # A first choice that nothing else supports: the text is in none of the languages the model has.
        rankings = [*fast, careful] if careful and careful[0][0] in known else fast
        pool: dict[str, float] = defaultdict(float)
        for ranking in rankings:
            for code, probability in ranking:
                pool[code] += probability
        signs = sum(votes.values())
        weight = options.votes_weight * signs / (signs + _FEW_SIGNS)
        for code, vote in votes.items():
            pool[code] += weight * vote / signs
        whole = len(rankings) + weight
        first, second = _two(pool)
        declared = language_code(hint, script) if hint else None
        if declared == second[0] and first[1] - second[1] < options.tie * whole:
            first = second
        confidence = first[1] / whole
        return _answer(first[0], confidence) if confidence >= options.min_confidence else _NOTHING


def _two(scores: Mapping[str, float]) -> tuple[tuple[str, float], tuple[str, float]]:
    """The two highest, ties in the order of the codes."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    nothing = (UNDETERMINED, 0.0)
    return (*ranked, nothing, nothing)[0], (*ranked, nothing, nothing)[1]


def _are_names(words: Sequence[str]) -> bool:
    """Whether each word but for numbers begins in upper case, and not because everything is in capitals."""
    return not any(word[0].islower() for word in words) and any(word[1:].islower() for word in words)


def _answer(code: str, confidence: float) -> Language:
    return _NOTHING if code == UNDETERMINED else Language(code, round(min(confidence, _CERTAIN), 3))
