import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import urls

ARTICLE = "https://outlet.example/news/a-1"


@pytest.mark.parametrize(
    "variant",
    [
        "http://outlet.example/news/a-1",
        "https://www.outlet.example/news/a-1/",
        "https://OUTLET.example:443/news/a-1#comments",
        "https://outlet.example/news/a-1?utm_source=rss&utm_medium=feed",
        "https://outlet.example/news/a-1?fbclid=x",
        "https://m.outlet.example/news/a-1",
        "https://amp.outlet.example/news/a-1",
        "https://outlet.example/amp/news/a-1",
        "https://outlet.example/news/a-1/amp/",
        "https://outlet.example/news/a-1.amp",
        "https://outlet.example/news/a-1?amp=1",
        "https://outlet.example/news/a-1?outputType=amp",
        "https://www.google.com/amp/s/outlet.example/news/a-1",
        "https://outlet-example.cdn.ampproject.org/c/s/outlet.example/news/a-1",
    ],
)
def test_variants_of_one_article_are_one(variant: str) -> None:
    assert urls.canonical(variant) == ARTICLE


@pytest.mark.parametrize(
    "other",
    [
        "https://outlet.example/news/a-2",
        "https://outlet.example/news/a-1?page=2",
        "https://outlet.example:8443/news/a-1",
        "https://ar.outlet.example/news/a-1",
        "https://outlet.example/news/amp",
        "https://outlet.example/amp",
        "https://amp.example/news/a-1",
    ],
)
def test_other_addresses_stay_apart(other: str) -> None:
    assert urls.canonical(other) != ARTICLE


def test_what_is_no_web_address_comes_back_stripped() -> None:
    assert urls.canonical(" tag:outlet.example,2026:1 ") == "tag:outlet.example,2026:1"
    assert urls.canonical("https://[broken") == "https://[broken"


def test_an_ipv6_host_keeps_its_brackets() -> None:
    assert urls.canonical("http://[2001:db8::1]:8080/a") == "https://[2001:db8::1]:8080/a"


def test_clean_can_still_be_fetched() -> None:
    assert (
        urls.clean("http://m.outlet.example/a/?utm_source=rss&id=3#top") == "http://m.outlet.example/a/?id=3"
    )


@given(
    st.from_regex(
        r"https?://(www\.|m\.)?[a-z]{1,5}\.(example|test)(/(amp|a|b\.amp|))*(\?amp=1|\?q=1)?", fullmatch=True
    )
)
def test_canonical_of_canonical_is_itself(url: str) -> None:
    assert urls.canonical(urls.canonical(url)) == urls.canonical(url)


@given(st.text(max_size=80))
def test_any_text_has_a_canonical_form(text: str) -> None:
    assert isinstance(urls.canonical(text), str)
    assert isinstance(urls.clean(text), str)
