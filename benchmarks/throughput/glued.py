"""The same job as one would glue it together from the best-known libraries, in a loop of confluent-kafka.

usage: python -m benchmarks.throughput.glued [--trafilatura]

trafilatura takes the navigation out, langdetect names the language, datasketch finds near duplicates, a list of
keywords finds events; each article and each event is a message, acknowledged before the batch is committed. It is
written to be quick: patterns are compiled, models loaded once, langdetect sees 1,000 characters, hashes are made in
one call, sends wait for nothing but the end of their batch. It does much less: no state outlives the process, only
one article in a pair is ever looked at again, and an event is a word and its sentence.

trafilatura is made for pages. `--trafilatura` gives it the text as a page of paragraphs; without, lines of fewer
than five words go, as one would do by hand. Settings come from the environment, as for a worker.
"""

import hashlib
import html
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import orjson
import trafilatura
from datasketch import MinHash, MinHashLSH
from langdetect import DetectorFactory, LangDetectException, detect

from benchmarks.throughput.loops import BATCH, confluent_clients
from config.loaders.settings import load_settings
from streams.topics import DUPLICATES, ENRICHED, EVENTS

PERMUTATIONS: Final = 128
SIMILARITY: Final = 0.5
SHINGLE_WORDS: Final = 5
LANGUAGE_CHARACTERS: Final = 1_000
LINE_WORDS: Final = 5

KEYWORDS: Final = {
    "ASSAULT": "قتل مقتل قصف هجوم تفجير اشتباكات معارك غارة انفجار استهدف هاجم killed attack bombing clashes",
    "COERCE": "اعتقل اعتقال أسر احتجز السيطرة سيطر طرد حصار arrested detained seized captured siege",
    "PROTEST": "مظاهرات تظاهر احتجاج إضراب اعتصام protest demonstration strike rally",
    "RETREAT": "انسحب انسحاب فرار استسلم تراجع withdrew retreat surrendered fled",
    "THREATEN": "هدد تهديد توعد حذر threatened warned",
    "ACCUSE": "اتهم اتهام أدان انتقد accused condemned criticised",
    "CONSULT": "اجتماع لقاء مفاوضات زيارة محادثات التقى met talks visit negotiations",
    "AGREE": "اتفاق اتفقت هدنة وافق agreement ceasefire agreed",
    "AID": "مساعدات إغاثة دعم aid relief assistance",
    "MOBILIZE": "تعزيزات نشر حشد انتشار deployed reinforcements mobilised",
}
_TYPES: Final = {word: kind for kind, words in KEYWORDS.items() for word in words.split()}
_KEYWORD: Final = re.compile(rf"\b(?:[وفبل]?(?:ال)?)({'|'.join(sorted(_TYPES, key=len, reverse=True))})\b")
_SENTENCE: Final = re.compile(r"[^.!?؟\n]+")
_WORD: Final = re.compile(r"\w+")


def by_trafilatura(text: str) -> str:
    """The text without navigation, by the library, which takes pages."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return trafilatura.extract(f"<html><body>{paragraphs}</body></html>") or text


def by_hand(text: str) -> str:
    """The text without its short lines."""
    return "\n".join(line for line in text.splitlines() if len(line.split()) >= LINE_WORDS)


class Glue:
    """The job on one article: what is to be sent for it."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        self._clean = clean
        self._seen = MinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS)
        DetectorFactory.seed = 0

    def outputs(self, value: bytes) -> Iterator[tuple[str, str, bytes]]:
        """Topic, key and value of each message."""
        article = orjson.loads(value)
        text = self._clean(article["text"])
        article["text"] = text
        duplicate_of = self._duplicate_of(article["id"], text)
        if duplicate_of is not None:
            pointer = {"id": article["id"], "duplicate_of": duplicate_of}
            yield DUPLICATES, article["id"], orjson.dumps(pointer)
            return
        article["language"] = _language(text)
        article["events"] = list(_events(article["id"], text))
        yield ENRICHED, article["id"], orjson.dumps(article)
        for event in article["events"]:
            yield EVENTS, event["id"], orjson.dumps(event)

    def _duplicate_of(self, article_id: str, text: str) -> str | None:
        words = _WORD.findall(text)
        shingles = {
            " ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(len(words) - SHINGLE_WORDS + 1)
        }
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(shingles)
        similar = self._seen.query(sketch)
        if article_id not in self._seen:
            self._seen.insert(article_id, sketch)
        return next((other for other in similar if other != article_id), None)


def _language(text: str) -> str:
    try:
        code: str = detect(text[:LANGUAGE_CHARACTERS])
    except LangDetectException:
        return "und"
    return code


def _events(article_id: str, text: str) -> Iterator[dict[str, Any]]:
    for sentence in _SENTENCE.finditer(text):
        for match in _KEYWORD.finditer(text, sentence.start(), sentence.end()):
            kind = _TYPES[match[1]]
            key = f"{article_id}:{kind}:{match.start()}".encode()
            yield {
                "id": hashlib.sha256(key).hexdigest()[:32],
                "article_id": article_id,
                "type": kind,
                "trigger": {"text": match[0], "start": match.start(), "end": match.end()},
                "sentence": {"text": sentence[0], "start": sentence.start(), "end": sentence.end()},
            }


def main() -> None:
    """Runs until it is terminated."""
    settings = load_settings()
    glue = Glue(by_trafilatura if "--trafilatura" in sys.argv[1:] else by_hand)
    consumer, producer = confluent_clients(settings)
    while True:
        messages = consumer.consume(BATCH, timeout=0.2)
        for message in messages:
            for topic, key, value in glue.outputs(message.value()):
                producer.produce(settings.topic(topic), value, key)
            producer.poll(0)
        producer.flush()
        if messages:
            consumer.commit(asynchronous=False)


if __name__ == "__main__":
    main()
