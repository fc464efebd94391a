"""Evidence from letters and function words, for languages that statistical models confuse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_SPELLINGS = (str.maketrans("كيى", "کیی"), str.maketrans("کی", "كي"))
"""Arabic-script words are typed with Arabic or with Persian kaf and yeh, whatever the language."""


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """What tells a language from its neighbours in the same script.

    `code`: ISO 639-1 or 639-3; `script`: ISO 15924; `letters`: characters the neighbours lack;
    `words`: short frequent words in lower case; `pattern`: a regular expression for whole words that only
    this language spells so.
    """

    code: str
    script: str
    letters: str = ""
    words: frozenset[str] = field(default_factory=frozenset)
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles, indexed by letter and by word. A sign of several languages counts in equal parts."""

    _words: Mapping[str, Mapping[str, tuple[str, ...]]]
    _letters: Mapping[str, Mapping[str, tuple[str, ...]]]
    _patterns: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    @classmethod
    def of(cls, profiles: Iterable[LanguageProfile]) -> "Profiles":
        """An index of the profiles."""
        words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        letters: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        patterns: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = defaultdict(tuple)
        for profile in profiles:
            if profile.pattern:
                patterns[profile.script] += ((profile.code, re.compile(profile.pattern)),)
            for letter in profile.letters:
                letters[profile.script][letter].append(profile.code)
            for word in sorted(profile.words):
                for spelling in dict.fromkeys((word, *(word.translate(table) for table in _SPELLINGS))):
                    codes = words[profile.script][spelling]
                    if profile.code not in codes:
                        codes.append(profile.code)
        return cls(_frozen(words), _frozen(letters), dict(patterns))

    def votes(self, script: str, words: Sequence[str], letters: Mapping[str, int]) -> dict[str, float]:
        """How many signs of each language there are.

        Args:
            script: the text's script.
            words: its words in lower case, repeated as they are.
            letters: how often each character occurs.
        """
        votes: dict[str, float] = defaultdict(float)
        by_word = self._words.get(script, {})
        for word in words:
            codes = by_word.get(word)
            if codes:
                for code in codes:
                    votes[code] += 1 / len(codes)
        for code, pattern in self._patterns.get(script, ()):
            votes[code] += sum(1 for word in words if pattern.fullmatch(word))
        for letter, codes in self._letters.get(script, {}).items():
            count = letters.get(letter)
            if count:
                for code in codes:
                    votes[code] += count / len(codes)
        return {code: vote for code, vote in votes.items() if vote}


def _frozen(index: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {script: {sign: tuple(codes) for sign, codes in signs.items()} for script, signs in index.items()}
