"""Notices in an article's place, and the file their wording comes from."""

from pathlib import Path

import pytest

from config.loaders.errors import ConfigurationError
from config.loaders.pages import load_notices
from streams.cleaning.page import PageNotices

NOTICES = PageNotices(["we use cookies", "لمتابعة القراءة"])
SENTENCE = (
    "The ministry said on Tuesday that seventeen people were taken to hospitals after the building fell."
)


def test_a_notice_goes_in_any_case_and_spelling() -> None:
    paragraphs = [SENTENCE, SENTENCE, "WE USE  COOKIES!", "لِمتابعة القراءه اشترك"]
    assert NOTICES.without(paragraphs) == [SENTENCE, SENTENCE]


def test_nothing_is_left_when_a_notice_stands_in_the_articles_place() -> None:
    assert NOTICES.without(["Outlet", "We use cookies.", "More"]) == []


def test_a_short_page_without_a_notice_stays() -> None:
    assert NOTICES.without(["Outlet", "More"]) == ["Outlet", "More"]


def test_the_middle_of_a_long_article_is_not_looked_at() -> None:
    paragraphs = [*[SENTENCE] * 20, "“We use cookies,” she said.", *[SENTENCE] * 20]
    assert NOTICES.without(paragraphs) == paragraphs


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[notices", "file.toml"),
        ("[other]", r"only table is \[notices\]"),
        ("[notices]\ncookies = ['x']", "unknown kind 'cookies'"),
        ("[notices]\nconsent = 'x'", "`consent` must be a list"),
        ("[notices]\nconsent = [' ']", "`consent` must be a list"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_notices(path)
