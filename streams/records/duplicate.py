"""Duplicates: pointers from an article to the earlier one that it repeats."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from streams.version import PIPELINE, SCHEMA

DuplicateKind = Literal["exact", "near", "contained", "revision"]


class Duplicate(Struct, frozen=True):
    """A pointer to the earliest article that this one repeats; published to `articles.duplicates`."""

    id: str
    duplicate_of: Annotated[str, Meta(description="the earliest article that matches")]
    cluster: Annotated[str, Meta(description="id of the earliest article in the chain")]
    kind: DuplicateKind
    similarity: Annotated[
        float,
        Meta(ge=0, le=1, description="Jaccard similarity; for `contained` the share contained; 4 places"),
    ]
    source: str | None
    url: str | None
    published_at: str | None
    schema: int = SCHEMA
    pipeline: str = PIPELINE
