"""What a page says about its article: title, address, outlet, author, date, language."""

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urljoin

import htmldate
import orjson
from lxml import etree, html

from streams import urls
from streams.dates import timestamp

_ARTICLE_TYPES: Final = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_META: Final = etree.XPath("//meta[@content]")
_LINKED_DATA: Final = etree.XPath("//script[contains(@type, 'ld+json')]")
_TITLE_SEPARATOR: Final = re.compile(r"\s+[|\-–—•·»«:]\s+|\s*\|\s*")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ZONE: Final = re.compile(r"([+-]\d\d)(\d\d)$")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_MOST_NESTED: Final = 20

# Never "today": the same page must give the same date on any day.
_EARLIEST: Final = "1990-01-01"
_LATEST: Final = "2100-01-01"

_TITLES: Final = ("og:title", "twitter:title", "dc.title", "headline")
_SITES: Final = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHORS: Final = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_DATES: Final = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date", "article.published", "publication_date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_LANGUAGES: Final = ("og:locale", "content-language", "dc.language", "inlanguage")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page declares. `url` is absolute; `published_at` is RFC 3339 or a date; `body` is the text that
    the publisher put into the page's linked data."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    published_at: str | None = None
    language: str | None = None
    body: str | None = None


def metadata(tree: html.HtmlElement, url: str | None) -> PageMetadata:
    """Reads linked data first, then meta elements, then what the page shows.

    Args:
        tree: the whole page, scripts included.
        url: its address, where known.
    """
    meta = _meta(tree)
    article = _article(tree)
    address = _address(tree, meta, article, url)
    site = _first(meta, _SITES) or _name(article.get("publisher"))
    site = None if site is not None and urls.split(site) else site
    return PageMetadata(
        title=_title(tree, meta, article, site),
        url=address,
        site=site,
        author=_name(article.get("author")) or _author(meta),
        published_at=_published(tree, meta, article, url or address),
        language=_language(tree, meta, article),
        body=_body(article),
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by name, property or the like, in lower case."""
    found: dict[str, str] = {}
    for element in _META(tree):
        content = " ".join(entities.unescape(element.get("content")).split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _article(tree: html.HtmlElement) -> Mapping[str, Any]:
    """The linked data (schema.org) of the page's article, or nothing."""
    for script in _LINKED_DATA(tree):
        try:
            data = orjson.loads((script.text or "").strip().rstrip(";"))
        except orjson.JSONDecodeError:
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in kinds):
                return node
    return {}


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _MOST_NESTED:
        return
    if isinstance(data, dict):
        yield data
        for value in (data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")):
            yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth + 1)


def _title(
    tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any], site: str | None
) -> str | None:
    """The headline; of the `title` element, which often ends in the outlet's name, the longest part."""
    declared = _string(article.get("headline")) or _first(meta, _TITLES)
    headings = [" ".join(heading.text_content().split()) for heading in tree.iterfind(".//h1")]
    element = tree.find(".//title")
    whole = " ".join((element.text_content() if element is not None else "").split())
    if declared is None:
        declared = next((heading for heading in headings if heading and heading in whole), None) or whole
    if site and re.search(rf"[|\-–—•·:]\s*{re.escape(site)}$", declared):
        declared = re.sub(r"[\s|\-–—•·:]+$", "", declared[: -len(site)]) or declared
    elif declared == whole:
        declared = max(_TITLE_SEPARATOR.split(whole), key=len)
    return declared.strip() or next(filter(None, headings), None)


def _address(
    tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any], url: str | None
) -> str | None:
    """The canonical address, unless it is another site's front page or no address at all."""
    link = tree.find(".//link[@rel='canonical'][@href]")
    for candidate in (
        link.get("href") if link is not None else None,
        meta.get("og:url"),
        _string(article.get("url")),
    ):
        try:
            address = urljoin(url or "", candidate.strip()) if candidate else ""
        except ValueError:
            continue
        parts = urls.split(address)
        if parts is not None and parts.path.strip("/"):
            return address
    return None


def _author(meta: Mapping[str, str]) -> str | None:
    author = _first(meta, _AUTHORS)
    return None if author is None or author.startswith(("http:", "https:", "@")) else author


def _published(
    tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any], url: str | None
) -> str | None:
    """The date of first publication: as declared, else as htmldate finds it in the markup or the address."""
    candidates = [_string(article.get("datePublished")), *(meta.get(name) for name in _DATES)]
    element = tree.find(".//time[@pubdate]")
    if element is None:
        element = tree.find(".//*[@itemprop='datePublished']")
    if element is not None:
        candidates.append(element.get("datetime") or element.get("content"))
    for candidate in candidates:
        date = _rfc3339(candidate) if candidate else None
        if date is not None and _EARLIEST <= date < _LATEST:  # else a default such as 0001-01-01
            return date
    found: str | None = htmldate.find_date(
        tree, extensive_search=False, original_date=True, url=url, min_date=_EARLIEST, max_date=_LATEST
    )
    return found


def _rfc3339(text: str) -> str | None:
    """A date as declared in markup, as RFC 3339 or a date alone; None when it cannot be read for certain."""
    text = text.strip()
    written = _ZONE.sub(r"\1:\2", text)
    if timestamp(written) is not None:
        return written.replace(" ", "T", 1).replace(" ", "")
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        match = _DATE.match(text)
        return match[0] if match and timestamp(match[0]) is not None else None
    return _utc(moment)


def _utc(moment: datetime) -> str:
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _language(tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    declared = tree.get("lang") or tree.get("xml:lang") or _string(article.get("inLanguage"))
    return (declared or _first(meta, _LANGUAGES) or "").strip().replace("_", "-") or None


def _name(value: Any) -> str | None:
    """The names of persons or organisations in linked data."""
    if isinstance(value, list):
        return (
            ", ".join(filter(None, (_name(item) for item in value[:10] if not isinstance(item, list))))
            or None
        )
    if isinstance(value, dict):
        value = value.get("name")
    return _string(value)


def _body(article: Mapping[str, Any]) -> str | None:
    """The publisher's text, unless readers have to pay for it; markup in it becomes line breaks."""
    if article.get("isAccessibleForFree") in (False, "False", "false"):
        return None
    body = _string(article.get("articleBody"))
    return _MARKUP.sub("\n", body).strip() or None if body else None


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _string(value: Any) -> str | None:
    """A string of linked data, in which entities are often escaped once more."""
    return entities.unescape(value).strip() or None if isinstance(value, str) else None
