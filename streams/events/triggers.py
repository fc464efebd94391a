"""Finds the words that report events, and which reading of them the context allows."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from streams.events.lexicon.model import BIT, Group, Lexicon, Phrase, Sense, Trigger
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, PUNCTUATION, Document, Lexeme

_GAP: Final = 8
_HEADLINE: Final = 24
"""Tokens that a headline has at the most."""
_ENOUGH: Final = 4
_JOINED: Final = 8
"""Tokens between two joined participles."""
_PARTICIPLES: Final = frozenset({"past", "participle"})
_NOUN_BEFORE: Final = mask("determiner", "number", "quantity", "preposition", "agent", "between") | DIGITS
_OBJECT_BEGINS: Final = mask("determiner", "number", "quantity") | DIGITS
_GERUND_BEFORE: Final = mask(
    "being", "conjunction", "preposition", "agent", "adverb", "time", "negation", "clause", "presupposing"
)
_ATTRIBUTIVE_BEFORE: Final = mask("determiner", "agent", "partitive", "with", "against", "between")
_VERB_BEFORE: Final = mask(
    "to", "future", "hypothetical", "auxiliary", "negation", "anaphor", "first_person", "relative"
)
_ADVERB: Final = BIT["adverb"]
_AGAINST: Final = BIT["against"]
_AGENT: Final = BIT["agent"]
_AUXILIARY: Final = BIT["auxiliary"]
_BEING: Final = BIT["being"]
_CONJUNCTION: Final = BIT["conjunction"]
_COUNT: Final = DIGITS | mask("number", "quantity")
_DETERMINER: Final = BIT["determiner"]
_NAME: Final = BIT["name"]
_NAME_END: Final = BIT["name_end"]
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_PLURAL: Final = BIT["plural"]
_PREPOSITION: Final = BIT["preposition"]
_QUANTITY: Final = BIT["quantity"]
_TIME: Final = BIT["time"]
_BEFORE_BEING: Final = mask("adverb", "auxiliary", "negation", "time")
_GENITIVE_BEFORE: Final = mask(
    "preposition", "purpose", "planned", "active_light", "undergo_light", "occur_light", "inert", "quantity"
)


class Match(NamedTuple):
    """A trigger in a document: its entry, how it is read, and its tokens."""

    trigger: Trigger
    part: str
    sense: Sense
    first: int
    last: int
    passive: bool = False
    rest: tuple[int, int] = (0, 0)
    """Tokens of a phrase behind its gap, which belong to the trigger and to no party."""
    around_object: bool = False
    """Whether the gap holds those it was done to."""


class GroupMention(NamedTuple):
    """A named actor in a document."""

    first: int
    last: int
    group: Group


class Found(NamedTuple):
    """What the lexicon recognises in a document."""

    matches: tuple[Match, ...]
    groups: tuple[GroupMention, ...]


def find_triggers(document: Document, lexicon: Lexicon) -> Found:
    """The triggers and named actors of a document, in its order; adds phrases' classes to its tokens."""
    if not lexicon.verb_first:
        _lower_headlines(document)
        _settle_nouns(document)
    else:
        _settle_quantities(document)
    groups, phrasal = _phrases(document, lexicon)
    if not lexicon.verb_first:
        _join_compounds(document)
    covered = {index for match in phrasal for index in (*range(match.first, match.last), *range(*match.rest))}
    named = {index for mention in groups for index in range(mention.first, mention.last)}
    matches = list(phrasal)
    for index in [index for index, word in enumerate(document.words) if word.triggers]:
        if index not in covered and index not in named:
            matches += _single(document, index, lexicon)
    matches.sort(key=lambda match: match.first)
    if not lexicon.verb_first:
        _join_passives(document, matches)
    return Found(tuple(matches), tuple(groups))


def _lower_headlines(document: Document) -> None:
    """In a sentence of capitals, as headlines are, a capital makes no known word a name."""
    words = document.words
    for first, last in document.sentences:
        if not words[first].capital or last - first > _HEADLINE:
            continue
        if not _all_capitals(words[first:last]):
            continue
        for index in range(first, last):
            word = words[index]
            if word.capital and word.senses and not (word.country or word.state):
                words[index] = replace(word, capital=False)


def _all_capitals(words: list[Lexeme]) -> bool:
    """Whether every longer word has a capital, and there are enough of them to say so."""
    long = 0
    for word in words:
        if len(word.norm) > 3 and word.norm.isalpha():
            if not word.capital:
                return False
            long += 1
    return long >= _ENOUGH


def _settle_nouns(document: Document) -> None:
    """Takes the verb out of words that an article, a count or a preposition makes nouns: five suspects."""
    for index in range(1, len(document.words)):
        word = document.words[index]
        if not word.verbal or word.triggers or not document.classes[index - 1] & _NOUN_BEFORE:
            continue
        if all(sense.form.tense in ("base", "present") for sense in word.senses if sense.part == "verb"):
            classes = reduce(or_, (sense.classes for sense in word.senses if sense.part != "verb"), 0)
            document.words[index] = replace(word, verbal=False, classes=classes)
            document.classes[index] = classes


def _settle_quantities(document: Document) -> None:
    """What is both is a quantity before a count, else a preposition: about fifty, towards the town (نحو)."""
    both = _PREPOSITION | _QUANTITY
    classes = document.classes
    for index in [index for index, bits in enumerate(classes) if bits & both == both]:
        counts = index + 1 < len(classes) and classes[index + 1] & _COUNT
        classes[index] &= ~(_PREPOSITION if counts else _QUANTITY)


def _join_compounds(document: Document) -> None:
    """Makes a compound one thing, whatever its parts mean: 48-year-old, Iran-backed, anti-government."""
    words, classes = document.words, document.classes
    starts, ends = document.starts, document.ends
    for index in range(1, len(words) - 1):
        if words[index].norm != "-" or starts[index] != ends[index - 1] or ends[index] != starts[index + 1]:
            continue
        if classes[index - 1] & classes[index + 1] & DIGITS:  # 20-30 people
            continue
        if words[index - 1].classes & _AGAINST:
            words[index + 1] = replace(words[index + 1], sector="", country="", state="")
        for part in (index - 1, index + 1):
            kept = _NAME | _NAME_END
            words[part] = replace(words[part], verbal=False, triggers=())
            classes[part] &= kept
        classes[index] = 0


def _phrases(document: Document, lexicon: Lexicon) -> tuple[list[GroupMention], list[Match]]:
    groups: list[GroupMention] = []
    matches: list[Match] = []
    taken = -1
    reserved: set[int] = set()
    for index, end in _openings(document):
        if index < taken:
            continue
        word = document.words[index]
        for phrase in _candidates(document, index):
            if phrase.group and not (word.capital or lexicon.verb_first):
                continue  # who is not WHO
            if word.definite and phrase.sense.form.tense:
                continue  # no verb has an article: justice (العدل) is not "changed" (عدل)
            span = _match(document, index, phrase, end)
            if span is None:
                continue
            last, rest = span
            trigger = phrase.sense.trigger
            if trigger:
                in_name = word.capital and _in_name(document, index)
                qualifies = not lexicon.verb_first and (
                    _qualifies(document, index, phrase.sense)
                    or (phrase.sense.part == "verb" and _opens_compound(document, index))
                )
                if index in reserved or in_name or qualifies or _vetoed(document, trigger, index, last):
                    continue
                sense = phrase.sense
                passive = sense.form.passive or word.marked_passive
                passive = passive or _passive(document, index, sense, lexicon)
                matches.append(
                    Match(trigger, sense.part, sense, index, last, passive, rest, phrase.around_object)
                )
                reserved.update(range(*rest))
            elif phrase.group:
                groups.append(GroupMention(index, last, phrase.group))
                _take_clitics(document, index, phrase)
                _name(document, index, last)
            else:
                _say(document, index, last, phrase.sense, lexicon)
            taken = last
            break
    return groups, matches


def _openings(document: Document) -> Iterator[tuple[int, int]]:
    """The words that may open a phrase, each with the end of its sentence."""
    words, sentences = document.words, iter(document.sentences)
    end = 0
    for index in [index for index, word in enumerate(words) if word.phrases]:
        while end <= index:
            _, end = next(sentences)
        followers = words[index].followers
        if followers is not None and index + 1 < len(words):
            following = words[index + 1]
            if not following.classes & PUNCTUATION and followers.isdisjoint(following.keys):
                continue
        yield index, end


def _candidates(document: Document, index: int) -> Iterator[Phrase]:
    """The phrases that begin with a word, without those that what follows rules out at a glance."""
    words = document.words
    following = words[index + 1] if index + 1 < len(words) else None
    ahead: frozenset[str] | None = None
    for phrase in words[index].phrases:
        if not phrase.rest or following is None:
            yield phrase
            continue
        element = phrase.rest[0]
        if element is not None:
            if following.classes & PUNCTUATION or not following.keys.isdisjoint(element):
                yield phrase
            continue
        if ahead is None:
            ahead = frozenset().union(*(word.keys for word in words[index + 1 : index + 2 + _GAP]))
        if not ahead.isdisjoint(phrase.rest[1] or ()):
            yield phrase


def _say(document: Document, first: int, last: int, sense: Sense, lexicon: Lexicon) -> None:
    """Gives words what a phrase says of them together: at least, on Monday, security forces, North Korean."""
    bits = sense.classes
    party = sense.sector or sense.country
    alone = party or (not lexicon.verb_first and bits in (_DETERMINER, _TIME))
    for covered in range(first, last):  # no place, whatever at and on are alone
        document.classes[covered] = bits if alone else document.classes[covered] | bits
    if party:
        for covered in range(first + 1, last):
            document.classes[covered] |= _NAME
        word = document.words[first]
        document.words[first] = replace(
            word,
            sector=sense.sector or word.sector,
            country=sense.country or word.country,
            title=sense.title or word.title,
        )


def _take_clitics(document: Document, index: int, phrase: Phrase) -> None:
    """What is written together with a name that the lexicon knows only as a name: to Reuters, and Hamas."""
    word = document.words[index]
    for opened, conjunction, preposition in word.clitics:
        if opened == phrase:
            if conjunction or preposition:
                document.words[index] = replace(word, conjunction=conjunction, preposition=preposition)
            return


def _name(document: Document, first: int, last: int) -> None:
    """Makes words the name of an actor, whatever else they may mean."""
    for index in range(first, last):
        document.classes[index] = _NAME if index > first else 0
        if document.words[index].verbal:
            document.words[index] = replace(document.words[index], verbal=False, conjunction=False)
    document.classes[last - 1] |= _NAME_END


def _match(document: Document, start: int, phrase: Phrase, end: int) -> tuple[int, tuple[int, int]] | None:
    """Where the phrase, up to its gap if it has one, ends; and the tokens behind the gap."""
    position, last, gap, gapped = start + 1, start + 1, False, -1
    for element in phrase.rest:
        if element is None:
            gap = True
            last = position
            continue
        limit = min(end, position + (_GAP if gap else 3))
        while position < limit:
            if not document.words[position].keys.isdisjoint(element):
                break
            if not gap and not document.classes[position] & PUNCTUATION:
                return None
            position += 1
        else:
            return None
        if gap and position > last:
            gapped = position
        gap = False
        position += 1
    return (position, (0, 0)) if gapped < 0 else (last, (gapped, position))


def _vetoed(document: Document, trigger: Trigger, first: int, last: int) -> bool:
    if not trigger.unless:
        return False
    near = [word.keys for word in document.words[max(0, first - 5) : last + 6]]
    return not all(map(trigger.unless.isdisjoint, near))


def _single(document: Document, index: int, lexicon: Lexicon) -> list[Match]:
    """The readings of one word that the context allows: one for each entry that has the word."""
    word = document.words[index]
    if word.capital and not lexicon.verb_first and _in_name(document, index):
        return []
    following = document.classes[index + 1] if index + 1 < len(document.words) else 0
    if document.classes[index] & following & _TIME:  # at dawn yesterday, not: blew up
        return []
    senses = [s for s in word.triggers if s.trigger and not _vetoed(document, s.trigger, index, index + 1)]
    verbs = [sense for sense in senses if sense.part == "verb"]
    others = [sense for sense in senses if sense.part != "verb"]
    if verbs and others:
        is_verb = _arabic_verb(document, index) if lexicon.verb_first else _verb(document, index, verbs)
        senses = verbs if is_verb else others
    elif verbs:
        other = (
            _noun_here(document, index) if lexicon.verb_first else not _stands_as_verb(document, index, verbs)
        )
        if other:
            return []
    if not senses:
        return []
    by_trigger: dict[tuple[str, int], list[Sense]] = {}
    for sense in senses:
        if sense.trigger:
            by_trigger.setdefault((sense.trigger.type, sense.trigger.index), []).append(sense)
    matches = []
    for same in by_trigger.values():
        sense = _voice(document, index, same, lexicon)
        if sense.trigger:
            passive = sense.form.passive or word.marked_passive or _passive(document, index, sense, lexicon)
            matches.append(Match(sense.trigger, sense.part, sense, index, index + 1, passive))
    return matches


def _in_name(document: Document, index: int) -> bool:
    """Whether a capital is part of a name: not where a sentence begins, nor in a headline of capitals."""
    before = document.words[index - 1] if index else None
    if before is None or before.classes & PUNCTUATION:
        return False
    near = [word for word in document.words[max(0, index - 5) : index + 6] if len(word.norm) > 3]
    return sum(word.capital for word in near) * 2 <= len(near) or before.capital


def _arabic_verb(document: Document, index: int) -> bool:
    """Whether a form that is verb and verbal noun alike (قتل) is the verb."""
    word = document.words[index]
    if word.definite or word.preposition:
        return False
    if index == 0:
        return True
    before, bits = document.words[index - 1], document.classes[index - 1]
    if bits & _GENITIVE_BEFORE:
        return bool(bits & _AUXILIARY)
    return not (before.triggers and before.triggers[0].part == "noun" and not word.conjunction)


def _noun_here(document: Document, index: int) -> bool:
    """Whether a form that is verb and noun alike is the noun: of families (أسر), thirty students (طالبا)."""
    word = document.words[index]
    if all(sense.part == "verb" for sense in word.senses):
        return False
    counted = word.norm.endswith("ا") and index > 0 and bool(document.classes[index - 1] & _COUNT)
    return counted or not _arabic_verb(document, index)


def _verb(document: Document, index: int, verbs: list[Sense], *, alone: bool = False) -> bool:
    """Whether a form that is verb and noun alike (attack, protests) is the verb; `alone`: it is no noun at all."""
    at = index - 1
    while at > 0 and document.classes[at] & _ADVERB:
        at -= 1
    if at < 0:
        return False
    bits, before = document.classes[at], document.words[at]
    if bits & _VERB_BEFORE and not bits & _OBJECT_PRONOUN:
        return True
    if bits & _NOUN_BEFORE or before.norm == "'s" or (before.country and not before.norm.endswith("s")):
        return False
    tenses = {sense.form.tense for sense in verbs}
    if tenses & _PARTICIPLES:
        return True
    if tenses & {"gerund"}:
        return bool(bits & _BEING) or _has_object(document, index)
    plural = before.norm.endswith("s") or bool(bits & _PLURAL)
    if "base" in tenses:
        return plural and not _in_prepositional(document, at)
    named = bool(bits & _NAME_END) or (alone and before.capital)
    return named or (bool(before.sector or before.state) and not plural)


def _in_prepositional(document: Document, index: int) -> bool:
    """Whether a noun belongs to a preposition before it, and is no subject: on a weapons supply."""
    for position in range(index - 1, max(-1, index - 5), -1):
        bits = document.classes[position]
        if bits & (_PREPOSITION | _AGENT):
            return True
        if bits & (PUNCTUATION | _BEING | _AUXILIARY):
            return False
    return False


def _has_object(document: Document, index: int) -> bool:
    """Whether what follows a word can only be its object: killing two, wounding the mayor."""
    return index + 1 < len(document.words) and bool(document.classes[index + 1] & _OBJECT_BEGINS)


def _qualifies(document: Document, index: int, sense: Sense) -> bool:
    """Whether a participle belongs to the noun behind it: the captured town, by proposed legislation."""
    before = document.classes[index - 1] if index else 0
    return sense.form.tense in _PARTICIPLES and bool(before & _ATTRIBUTIVE_BEFORE)


def _opens_compound(document: Document, index: int) -> bool:
    """Whether a hyphen joins a word to the next: a step-down, no verb."""
    return (
        index + 1 < len(document.words)
        and document.words[index + 1].norm == "-"
        and document.starts[index + 1] == document.ends[index]
    )


def _stands_as_verb(document: Document, index: int, verbs: list[Sense]) -> bool:
    """Whether a verb's form is one here: not in the captured town, a sharp decline, the public offering."""
    tenses = {sense.form.tense for sense in verbs}
    bits = document.classes[index - 1] if index else PUNCTUATION
    if tenses & _PARTICIPLES:
        return not any(_qualifies(document, index, sense) for sense in verbs)
    if "gerund" in tenses:
        return bool(bits & (PUNCTUATION | _GERUND_BEFORE))
    return _verb(document, index, verbs, alone=True)


def _voice(document: Document, index: int, senses: list[Sense], lexicon: Lexicon) -> Sense:
    """Of the senses that remain the finite one, unless a form of be stands before the word."""
    if lexicon.verb_first or len(senses) == 1:
        return senses[0]
    wanted = ("participle", "gerund") if _being_before(document, index) else ("past", "present", "base")
    return next((sense for sense in senses if sense.form.tense in wanted), senses[0])


def _passive(document: Document, index: int, sense: Sense, lexicon: Lexicon) -> bool:
    if lexicon.verb_first or sense.part != "verb" or sense.form.tense not in _PARTICIPLES:
        return False
    if index + 1 < len(document.words) and document.classes[index + 1] & _AGENT:
        return True
    if _being_before(document, index):
        return True
    # taken, beaten: what is no past is passive wherever no form of have stands before it
    return sense.form.tense == "participle" and not _having_before(document, index)


def _having_before(document: Document, index: int) -> bool:
    for position in range(index - 1, max(-1, index - 4), -1):
        bits = document.classes[position]
        if bits & _AUXILIARY:
            return True
        if not bits & _BEFORE_BEING:
            return False
    return False


def _join_passives(document: Document, matches: list[Match]) -> None:
    """Makes a participle joined to a passive one passive: was convicted and sentenced."""
    for number in range(1, len(matches)):
        before, match = matches[number - 1], matches[number]
        if not before.passive or match.passive or match.part != "verb":
            continue
        joined = any(document.classes[index] & _CONJUNCTION for index in (match.first - 1, match.first - 2))
        near = match.first - before.last <= _JOINED
        if (
            joined
            and near
            and match.sense.form.tense in _PARTICIPLES
            and not _has_object(document, match.last - 1)
        ):
            matches[number] = match._replace(passive=True)


def _being_before(document: Document, index: int) -> bool:
    for position in range(index - 1, max(-1, index - 4), -1):
        bits = document.classes[position]
        if bits & _BEING:
            return True
        if not bits & _BEFORE_BEING:
            return False
    return False
