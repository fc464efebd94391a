"""The seeds, whose bodies were marked by hand: where each begins and ends."""

from pathlib import Path

import pytest

from config.loaders.pipeline import build_text_cleaner

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CLEANER = build_text_cleaner()
EXPECTED = {
    "000": ("بعد أن كان يسيطر على ثلث", "لكن لن يكون بمقدوره فعل شيء.", None, None),
    "001": (
        "اصبح داعش و”دولة الخلافة” المزعومة",
        "على الاستقلال في شهر أيلول الماضي.",
        "رويترز : داعش على وشك ” الهزيمة النهائية ” في العراق وسوريا",
        "2017-11-03",
    ),
    "002": (
        "قالت قوات سوريا الديمقراطية إنها أوشكت",
        "تسيطر عليها قوات سوريا الديمقراطية.",
        'تنظيم "داعش" يفقد معظم جيوبه في شرق آسيا',
        "2019-03-20",
    ),
    "003": (
        'تحرز المواجهات العسكرية ضد تنظيم "داعش"',
        'من أفراد هذا التنظيم إلى أوروبا".',
        'خسائر "داعش" في سوريا والعراق.. ومرحلة ما بعد التنظيم الإرهابي',
        None,
    ),
    "004": ("عمليات تحرير الموصل والرقة", "في المرحلة المقبلة.", None, None),
}


@pytest.mark.parametrize("seed", sorted(EXPECTED))
def test_the_body_of_a_seed_is_found_with_its_title_and_date(seed):
    first, last, title, published_at = EXPECTED[seed]
    text = next(SEEDS.glob(f"{seed}_*.txt")).read_text(encoding="utf-8")
    clean = CLEANER.clean_text(text, source="seeds")
    assert clean.text.startswith(first)
    assert clean.text.endswith(last)
    begin, end = text.index(first), text.rindex(last) + len(last)
    assert [span for span in clean.removed if begin <= span.start < end] == []
    assert (clean.title, clean.published_at) == (title, published_at)


DOCUMENTATION = (SEEDS.parent / "docs" / "cleaning.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_every_rule_that_removes_something_is_documented(path):
    rules = {span.rule for span in CLEANER.clean_text(path.read_text(encoding="utf-8")).removed}
    assert {rule for rule in rules if f"`{rule}`" not in DOCUMENTATION} == set()
