"""Who acts where a verb has no subject beside it, or a pronoun."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.model import RoleContext, Roles
from streams.events.syntax import Chunk
from streams.events.syntax.model import Extent, mask
from streams.events.tokens import Document, Lexeme
from streams.events.triggers import Match

_CLAUSE_REACH: Final = 24
_NEAR: Final = 12
"""Words between a noun and who acted last in its sentence, beyond which it is somebody else's."""
_NOT_ACTING: Final = mask("being", "reporting")
"""Verbs whose subject does nothing: was, said."""
_ANAPHOR: Final = BIT["anaphor"]
_COMPLEMENTISER: Final = BIT["complementiser"]
_PREPOSITION: Final = BIT["preposition"]
_RELATIVE: Final = BIT["relative"]


def carries_on(match: Match, inherited: list[Chunk]) -> bool:
    """Whether who acted last in the sentence is near enough to be who acts here."""
    return bool(inherited) and (match.part != "noun" or match.first - inherited[-1].last <= _NEAR)


def may_act(context: RoleContext, match: Match, roles: Roles, chunk: Chunk) -> bool:
    """Whether a phrase before a trigger may be its subject; a noun agrees with any."""
    if match.part != "verb" and roles.light is None:
        return True
    verb = context.document.words[roles.light[0] if roles.light else match.first]
    return _agree(context, verb, chunk)


def acting_before(
    context: RoleContext, match: Match, roles: Roles, sentence: tuple[int, int], speaker: Chunk | None
) -> list[Chunk]:
    """Who acts where nothing nearer says so: whom the reported speech is about, else who speaks."""
    words, classes = context.document.words, context.document.classes
    reach = _CLAUSE_REACH if context.lexicon.verb_first else 0
    for index in range(match.first - 1, max(sentence[0], match.first - reach) - 1, -1):
        if classes[index] & _COMPLEMENTISER:
            beside = context.syntax.around_noun(
                context.document, Extent(index, index + 1, index, match.first)
            ).objects
        elif words[index].verbal and not words[index].triggers and not classes[index] & _NOT_ACTING:
            extent = Extent(index, index + 1, sentence[0], match.first)
            beside = context.syntax.around_verb(context.document, extent, passive=False).subject
        else:
            continue
        known = [c for c in beside if context.resolver.known(c) and c.last <= match.first]
        if known and may_act(context, match, roles, known[0]):
            return known
    if speaker is None or speaker.last > match.first or not may_act(context, match, roles, speaker):
        return []
    return [speaker]


def is_relative(context: RoleContext, match: Match, sentence: tuple[int, int]) -> bool:
    """Whether an Arabic verb says something of a noun before it: a town it holds (يسيطر عليها)."""
    words, classes = context.document.words, context.document.classes
    if not context.lexicon.verb_first or words[match.first].conjunction:
        return False
    before = match.first > sentence[0] and classes[match.first - 1] & _RELATIVE
    last = min(match.last, len(words) - 1)
    return bool(before) or (bool(classes[last] & _PREPOSITION) and words[last].pronoun)


def _agree(context: RoleContext, verb: Lexeme, chunk: Chunk) -> bool:
    """Whether a phrase may be the subject of an Arabic verb behind it: of the ministry is not said "he did"."""
    if not context.lexicon.verb_first or not verb.verbal or verb.definite:
        return True
    head = context.document.words[chunk.first].norm
    if not verb.senses:  # of a phrase, known by its first word alone
        return True
    form = verb.senses[0].form
    past = form.tense == "past" and not form.text.endswith(("ت", "تا", "ن", "وا", "نا"))
    present = form.tense == "present" and form.text.startswith("ي") and not form.text.endswith("ون")
    return not (head.endswith(("ه", "ات")) and (past or present))


def is_pronoun(document: Document, chunk: Chunk) -> bool:
    """Whether a phrase is a pronoun alone."""
    word = document.words[chunk.first]
    alone = chunk.last - chunk.first == 1
    return alone and bool(document.classes[chunk.first] & _ANAPHOR) and not word.sector
