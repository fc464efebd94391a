"""Why event candidates were made: the lexicon entry, the words and what was weighed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from streams import topics
from streams.events import EventExtractor
from streams.events.evidence import points
from streams.events.extractor import ArticleContext, Explained
from streams.events.lexicon import Lexicon

_ENRICHED: Final = orjson.dumps({"topic": topics.ENRICHED})[:-1]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the candidates of enriched articles, with the event stage that made them and its lexicons."""

    extractor: EventExtractor
    lexicons: Mapping[str, Lexicon]

    def of_line(self, line: bytes) -> Iterator[bytes]:
        """A line for each candidate in an output line of `process`; none unless it holds an enriched article."""
        if not line.startswith(_ENRICHED):
            return
        article = orjson.loads(line)["value"]
        if article is None:
            return
        language = article["language"]["code"]
        lexicon = self.lexicons.get(language)
        if lexicon is None:
            return
        context = ArticleContext(
            article["id"], article["source"], article["url"], article["published_at"], language
        )
        for explained in self.extractor.explain(article["text"], context):
            yield orjson.dumps({"explain": _explanation(explained, lexicon)})


def _explanation(explained: Explained, lexicon: Lexicon) -> dict[str, Any]:
    candidate = explained.candidate
    weighed = {
        name: round(points(candidate.type, {name: amount}, lexicon.strict), 2)
        for name, amount in explained.features
    }
    heaviest_first = sorted(weighed.items(), key=lambda item: (-abs(item[1]), item[0]))
    return {
        "id": candidate.id,
        "article_id": candidate.article_id,
        "type": candidate.type,
        "mode": candidate.mode,
        "status": candidate.status,
        "confidence": candidate.confidence,
        "lexicon": lexicon.code,
        "rule": explained.rule,
        "words": explained.words,
        "features": {name: weight for name, weight in heaviest_first if weight},
        "sentence": candidate.sentence.text,
    }
