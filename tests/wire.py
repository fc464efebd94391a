"""A news wire made up for tests: stories, each told by several outlets, some of them longer, some word for word."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import orjson

WORDS = (
    "قال أعلن الجيش القوات المدينة القرية الحكومة الرئيس الوزير المتحدث الشرطة مقاتلون مدنيون هجوم قصف معركة "
    "انسحاب سيطرة محافظة شمال جنوب شرق غرب أمس اليوم مساء صباح مصادر طبية أمنية محلية تقرير وكالة مؤتمر صحفي "
    "اتفاق هدنة مفاوضات لجنة مجلس الأمن الأمم المتحدة منظمة إنسانية مساعدات نازحون مخيم حدود معبر طريق جسر مطار "
    "انفجار سيارة عبوة صاروخ طائرة غارة قتلى جرحى أسرى معتقلون اعتقال إفراج محكمة حكم قانون انتخابات برلمان حزب "
    "معارضة تظاهرة احتجاج إضراب عمال طلاب جامعة مستشفى مدرسة كهرباء مياه نفط غاز اقتصاد سوق أسعار عملة مصرف"
).split()
SEEDED = 20240301


@dataclass(frozen=True, slots=True)
class WireOptions:
    """How much of what is made. `first`: the number of the first story; other numbers are other stories."""

    stories: int = 100
    outlets: int = 4
    words: int = 80
    seed: int = SEEDED
    first: int = 0


def wire(options: WireOptions = WireOptions()) -> list[bytes]:
    """Raw articles in no particular order, the same ones for the same options."""
    numbers = range(options.first, options.first + options.stories)
    articles = [article for number in numbers for article in story(number, options)]
    Random(f"{options.seed}:{options.first}").shuffle(articles)
    return articles


def story(number: int, options: WireOptions = WireOptions()) -> Iterator[bytes]:
    """All that is written of one story: it depends on its number and the seed, and resembles no other."""
    random = Random(f"{options.seed}/{number}")
    original = [_word(random) for _ in range(options.words)]
    for outlet in range(options.outlets):
        yield _article(
            f"story-{number}-outlet-{outlet}", number, outlet, _retold(original, outlet, random), random
        )
    if number % 4 == 0:  # the first outlet writes again, under the same address: a revision
        yield _article(f"story-{number}-revised", number, 0, original[: options.words // 3], random)


def _article(article_id: str, number: int, outlet: int, words: list[str], random: Random) -> bytes:
    return orjson.dumps(
        {
            "id": article_id,
            "source": f"outlet-{outlet}.example",
            "url": f"https://outlet-{outlet}.example/{number}",
            "text": _sentences(words),
            "published_at": f"2024-03-{1 + (number + outlet) % 9:02d}T{random.randrange(24):02d}:00:00Z",
        }
    )


def _retold(original: list[str], outlet: int, random: Random) -> list[str]:
    if outlet % 4 == 1:  # a few words changed: near
        retold = list(original)
        for _ in range(3):
            retold[random.randrange(len(retold))] = _word(random)
        return retold
    if outlet % 4 == 2:  # inside a longer piece, or the other way round
        return original + [_word(random) for _ in range(len(original))]
    if outlet % 4 == 3:  # something else
        return [_word(random) for _ in original]
    return original


def _word(random: Random) -> str:
    return random.choice(WORDS) + random.choice(("", "", "ين", "ات", "ها", "هم"))


def _sentences(words: list[str]) -> str:
    return "\n\n".join(" ".join(words[at : at + 20]) + "." for at in range(0, len(words), 20))
