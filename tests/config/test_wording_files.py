"""The files of wording and of date names: what is wrong with them is said with file and key."""

import pytest

from config.loaders.boilerplate import load_boilerplate
from config.loaders.errors import ConfigurationError
from config.loaders.written_dates import load_date_names


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('language = "en', "xx.toml: "),
        ('language = "en"', '`language` must be "xx"'),
        ('language = "xx"\n[line]', "unknown table [line]"),
        ('language = "xx"\nlines = 1', "`lines` must be a table"),
        ('language = "xx"\n[lines]\nshares = []', "lines.shares: unknown kind"),
        ('language = "xx"\n[lines]\nshare = "x"', "lines.share: must be a list"),
        ('language = "xx"\n[labels]\ntags = ["Tags", "…"]', "labels.tags: entry 2 ('…') holds no words"),
        ('language = "xx"\n[vocabulary]\nshare = []', "vocabulary.share: must be words"),
        ('language = "xx"\n[common]\nword = "a"', "common.word: unknown key"),
        ('language = "xx"\n[ends]\nlabels = [1]', "ends.labels: must be a list of phrases"),
        ('language = "xx"\n[hints]\nnotices = []', "hints.notices: unknown key"),
    ],
)
def test_a_wording_file_that_cannot_be_used_is_named(tmp_path, content, message):
    (tmp_path / "xx.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_boilerplate(tmp_path)
    assert str(tmp_path / "xx.toml") in str(raised.value)
    assert message in str(raised.value)


def test_a_folder_without_wording_is_an_error(tmp_path):
    with pytest.raises(ConfigurationError, match="no wording files"):
        load_boilerplate(tmp_path)


def test_wording_comes_in_all_the_languages_that_are_promised():
    assert len(load_boilerplate()) >= len("ar en es fa fr ru tr".split())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[xx", "dates.toml: "),
        ("xx = 1", "`xx` must be a table"),
        ("[xx]\nmonth = []", "xx.month: unknown key"),
        ("[xx]\nweekdays = [[]]", "xx.weekdays: must hold 7 lists"),
        (f"[xx]\nmonths = {[['one'], ['one']] + [[]] * 10}", "'one' stands for both 1 and 2"),
        (f"[xx]\nmonths = {[[1]] + [[]] * 11}", "entry 1 must be a list of names"),
    ],
)
def test_a_file_of_date_names_that_cannot_be_used_is_named(tmp_path, content, message):
    path = tmp_path / "dates.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_date_names(path)
    assert str(path) in str(raised.value)
    assert message in str(raised.value)
