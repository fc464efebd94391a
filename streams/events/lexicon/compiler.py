"""From what an operator writes to hash tables over normalised forms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from streams.events.lexicon.definition import LexiconDefinition, TriggerDefinition
from streams.events.lexicon.model import BIT, Group, Lexicon, LexiconError, Part, Phrase, Sense, Trigger
from streams.events.morphology import ArabicMorphology, Form, Morphology, Paradigm, ParadigmMorphology
from streams.events.ontology import MODES
from streams.records.event import EventType

_GAP = "…"
_OBJECT_GAP = "@"
_VERB = "~"
_PREPOSITIONAL = frozenset({"against", "with", "partitive", "presupposing"})
_DEFAULT_OF = {
    "transitive": "either",
    "attack": "subject",
    "subject": "subject",
    "victim": "object",
    "mutual": "subject",
    "speech": "subject",
}


def compile_lexicon(definition: LexiconDefinition) -> Lexicon:
    """The tables of a language.

    Raises:
        LexiconError: an unknown class or mode, an entry without words, a notation that is no verb.
    """
    return _Compiler(definition).lexicon()


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


class _Compiler:
    def __init__(self, definition: LexiconDefinition) -> None:
        self._definition = definition
        self._morphology = _morphology(definition)
        self._senses: defaultdict[str, list[Sense]] = defaultdict(list)
        self._phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._triggers: list[Trigger] = []

    def lexicon(self) -> Lexicon:
        self._word_classes()
        self._actors()
        self._cues()
        for type_, entries in self._definition.triggers.items():
            for index, entry in enumerate(entries):
                self._trigger(type_, index, entry)
        return Lexicon(
            code=self._definition.language.code,
            verb_first=self._definition.language.order == "verb-subject",
            morphology=self._morphology,
            senses={form: tuple(dict.fromkeys(senses)) for form, senses in self._senses.items()},
            phrases={form: tuple(phrases) for form, phrases in self._phrases.items()},
            triggers=tuple(self._triggers),
            strict=frozenset(self._definition.language.strict),
        )

    def _forms(self, part: Part, word: str, path: str) -> Iterator[Form]:
        inflect = {
            "verb": self._morphology.verb,
            "noun": self._morphology.noun,
            "adjective": self._morphology.adjective,
        }.get(part)
        try:
            if inflect is None:
                yield Form(self._morphology.normalise(word))
            else:
                yield from inflect(word)
        except ValueError as error:
            raise LexiconError(str(error), path) from error

    def _add(self, part: Part, words: str, path: str, **meaning: object) -> None:
        for word in _split(words):
            if " " in word:
                sense = Sense("phrase", Form(word), **meaning)  # type: ignore[arg-type]
                self._phrase(word, path, sense)
                continue
            for form in self._forms(part, word, path):
                self._senses[form.text].append(Sense(part, form, **meaning))  # type: ignore[arg-type]

    def _phrase(self, written: str, path: str, sense: Sense, group: Group | None = None) -> None:
        opening, *following = written.split()
        if opening in (_GAP, _OBJECT_GAP):
            raise LexiconError("a phrase begins with a word", path)
        part: Part = "verb" if opening.startswith(_VERB) else "word"
        elements: list[frozenset[str] | None] = []
        for word in following:
            if word in (_GAP, _OBJECT_GAP):
                elements.append(None)
            elif word.startswith(_VERB):
                elements.append(frozenset(form.text for form in self._forms("verb", word[1:], path)))
            else:
                elements.append(frozenset({self._morphology.normalise(word)}))
        forms: dict[str, Form] = {}
        for form in self._forms(part, opening.removeprefix(_VERB), path):
            forms.setdefault(form.text, form)  # killed is first of all the past
        for text, form in forms.items():
            own = sense._replace(form=form)
            phrase = Phrase(tuple(elements), own, group, _OBJECT_GAP in following)
            self._phrases[text].append(phrase)

    def _word_classes(self) -> None:
        tables: Iterable[tuple[Part, str, dict[str, str]]] = (
            ("word", "words", self._definition.words),
            ("verb", "verbs", self._definition.verbs),
            ("noun", "nouns", self._definition.nouns),
        )
        for part, table, classes in tables:
            for name, words in classes.items():
                if name not in BIT:
                    raise LexiconError(f"unknown class of words {name!r}", f"{table}.{name}")
                bits = BIT[name] | (BIT["preposition"] if name in _PREPOSITIONAL else 0)
                self._add(part, words, f"{table}.{name}", classes=bits)

    def _actors(self) -> None:
        definition = self._definition
        for sector, words in definition.roles.items():
            self._add("noun", words, f"roles.{sector}", sector=sector)
        for sector, words in definition.titles.items():
            self._add("noun", words, f"titles.{sector}", sector=sector, title=True)
        for country, words in definition.nationalities.items():
            self._add("adjective", words, f"nationalities.{country}", country=country)
        for country, words in definition.states.items():
            names = _split(words)
            single = " ".join(name for name in names if " " not in name)
            self._add("word", single, f"states.{country}", state=country)
            for name in names:
                if " " in name:
                    sense = Sense("phrase", Form(name), sector="GOV")
                    self._phrase(name, f"states.{country}", sense, Group("", country, "GOV"))
        for index, group in enumerate(definition.groups):
            known = Group(group.name, group.country, group.sector)
            path = f"groups[{index}]"
            for written in (part.strip() for part in group.words.split("|")):
                if not written:
                    raise LexiconError("an empty name between two bars", path)
                self._phrase(written, path, Sense("phrase", Form(written), sector=group.sector), known)

    def _cues(self) -> None:
        for type_, modes in self._definition.cues.items():
            for mode, words in modes.items():
                path = f"cues.{type_}.{mode}"
                _check_mode(type_, mode, path)
                self._add("noun", words, path, cue=(type_, mode))

    def _trigger(self, type_: EventType, index: int, entry: TriggerDefinition) -> None:
        path = f"triggers.{type_}[{index}]"
        if entry.mode is not None:
            _check_mode(type_, entry.mode, path)
        lemma = entry.noun or entry.verb or entry.passive or entry.phrase or entry.adjective
        if not lemma:
            raise LexiconError("an entry has a verb, noun, adjective, passive or phrase", path)
        trigger = Trigger(
            type=type_,
            index=index,
            lemma=re.split(r"[\s/|]", lemma, maxsplit=1)[0].removeprefix(_VERB),
            mode=entry.mode,
            frame=entry.frame,
            to=frozenset(map(self._morphology.normalise, _split(entry.to))),
            of=entry.of or _DEFAULT_OF[entry.frame],  # type: ignore[arg-type]
            weight=entry.weight,
            needs=entry.needs,
            unless=frozenset(map(self._morphology.normalise, _split(entry.unless))),
            what=entry.what,
            status=entry.status,
            example=entry.example,
        )
        self._triggers.append(trigger)
        self._add("verb", entry.verb, path, trigger=trigger)
        self._add("noun", entry.noun, path, trigger=trigger)
        self._add("adjective", entry.adjective, path, trigger=trigger)
        for word in _split(entry.passive):
            for form in self._forms("verb", word, path):
                passive = form._replace(passive=True)
                self._senses[form.text].append(Sense("verb", passive, trigger=trigger))
        for written in filter(None, (part.strip() for part in entry.phrase.split("|"))):
            verbal = written.startswith(_VERB) or entry.frame == "speech"
            part: Part = "verb" if verbal else "noun"
            self._phrase(written, path, Sense(part, Form(written), trigger=trigger))


def _check_mode(type_: EventType, mode: str, path: str) -> None:
    if mode not in MODES[type_]:
        known = ", ".join(MODES[type_]) or "none"
        raise LexiconError(f"{type_} has no mode {mode!r}; it has: {known}", path)


def _morphology(definition: LexiconDefinition) -> Morphology:
    if definition.language.morphology == "arabic":
        return ArabicMorphology()
    tables = {
        name: Paradigm(paradigm.forms, paradigm.endings) for name, paradigm in definition.paradigms.items()
    }
    return ParadigmMorphology(
        verbs=tables.get("verb", Paradigm()),
        nouns=tables.get("noun", Paradigm()),
        adjectives=tables.get("adjective", Paradigm()),
        irregular={word: tuple(forms.split()) for word, forms in definition.irregular.items()},
    )
