"""What candidates of one article say of each other."""

from collections import Counter
from collections.abc import Sequence

from streams.events.drafting import Draft
from streams.events.evidence import COMPANY_IN_ARTICLE, COMPANY_IN_SENTENCE, COMPANY_OF_OTHERS
from streams.events.triggers import Match
from streams.records.event import EventType

_OTHER_SENTENCES = 3


def keep_company(drafts: Sequence[Draft], strict: frozenset[EventType]) -> None:
    """Candidates that stand by themselves make those beside them believable."""
    strong = [draft for draft in drafts if draft.points >= 0]
    if not strong:
        return
    sentences = {draft.sentence for draft in strong}
    beside = Counter([(draft.type, draft.sentence) for draft in strong])
    for draft in drafts:
        if beside[draft.type, draft.sentence] > (draft.points >= 0):
            draft.points += COMPANY_IN_SENTENCE
        if len(sentences) - (draft.sentence in sentences) >= _OTHER_SENTENCES:
            draft.points += COMPANY_IN_ARTICLE if draft.type in strict else COMPANY_OF_OTHERS


def threaten(draft: Draft, content: Match) -> None:
    """Who is ready to impose martial law threatens; who is ready to talk agrees."""
    near = content.first - draft.match.last <= 3
    if draft.type == "AGREE" and near and content.trigger.type in ("ASSAULT", "COERCE", "SANCTION"):
        draft.type, draft.mode = "THREATEN", None
