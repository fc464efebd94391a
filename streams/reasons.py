"""The catalogue of reasons for which a message is set aside; the documentation's table comes from it."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a reason means to the person who reads the dead letters."""

    stage: str
    meaning: str
    remedy: str


class Reason(Enum):
    """Why a message was set aside. The value's name is what headers, metrics and commands show."""

    NULL_VALUE = "null-value"
    TOO_LARGE = "too-large"
    INVALID_UTF8 = "invalid-utf8"
    INVALID_JSON = "invalid-json"
    NOT_AN_OBJECT = "not-an-object"
    WRONG_TYPE = "wrong-type"
    NO_TEXT = "no-text"
    EMPTY_TEXT = "empty-text"
    EMPTY_BODY = "empty-body"
    ID_CONFLICT = "id-conflict"
    STAGE_FAILED = "stage-failed"
    OUTPUT_TOO_LARGE = "output-too-large"
    INVALID_PREPARED = "invalid-prepared"

    @property
    def stage(self) -> str:
        """The stage that gives this reason."""
        return EXPLANATIONS[self].stage

    @property
    def meaning(self) -> str:
        """What it means, as a sentence."""
        return EXPLANATIONS[self].meaning

    @property
    def remedy(self) -> str:
        """What to do about it, as a sentence."""
        return EXPLANATIONS[self].remedy


EXPLANATIONS: dict[Reason, Explanation] = {
    Reason.NULL_VALUE: Explanation(
        "decode",
        "The message has no value.",
        "Send articles as JSON objects; a raw topic needs no tombstones.",
    ),
    Reason.TOO_LARGE: Explanation(
        "decode",
        "The message is larger than `max_article_bytes`.",
        "Raise the setting if such articles are wanted, then replay.",
    ),
    Reason.INVALID_UTF8: Explanation(
        "decode", "The message is not UTF-8.", "Convert at the scraper; JSON is UTF-8 by definition."
    ),
    Reason.INVALID_JSON: Explanation(
        "decode",
        "The message is not JSON, or has NaN, lone surrogates or nesting beyond 1,000 levels.",
        "Correct the producer; the message says where reading stopped.",
    ),
    Reason.NOT_AN_OBJECT: Explanation(
        "decode", "The message is JSON, but no object.", "Send one JSON object for each article."
    ),
    Reason.WRONG_TYPE: Explanation(
        "decode", "A known field has another type than a string.", "Correct the field that the message names."
    ),
    Reason.NO_TEXT: Explanation("decode", "There is neither `text` nor `html`.", "Send one of the two."),
    Reason.EMPTY_TEXT: Explanation(
        "decode", "`text` or `html` is there, but blank.", "Look at the scraper: it found no article."
    ),
    Reason.EMPTY_BODY: Explanation(
        "clean",
        "Nothing is left once navigation, notices and the like are taken out.",
        "Look at the page: it may be a paywall, a cookie notice or a list of links.",
    ),
    Reason.ID_CONFLICT: Explanation(
        "duplicates",
        "The id was seen before with another content.",
        "Give each content an id of its own, or leave `id` out to have it derived.",
    ),
    Reason.STAGE_FAILED: Explanation(
        "prepare",
        "A stage raised an error on this article: a defect in murasil.",
        "Report it with the article; replay after an update.",
    ),
    Reason.OUTPUT_TOO_LARGE: Explanation(
        "publish",
        "A record made from the article is larger than the output topics accept.",
        "Raise `max_output_bytes` and the topics' limit, then replay.",
    ),
    Reason.INVALID_PREPARED: Explanation(
        "resolve",
        "A message of the internal hop cannot be read.",
        "Look for foreign producers; replay the raw article.",
    ),
}
