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
    """How much of what is made."""

    stories: int = 100
    outlets: int = 4
    words: int = 80
    seed: int = SEEDED


def wire(options: WireOptions = WireOptions()) -> list[bytes]:
    """Raw articles in no particular order, the same ones for the same options."""
    random = Random(options.seed)
    articles = [article for story in range(options.stories) for article in _told(story, random, options)]
    random.shuffle(articles)
    return articles


def _told(story: int, random: Random, options: WireOptions) -> Iterator[bytes]:
    original = [_word(random) for _ in range(options.words)]
    for outlet in range(options.outlets):
        yield orjson.dumps(
            {
                "id": f"story-{story}-outlet-{outlet}",
                "source": f"outlet-{outlet}.example",
                "url": f"https://outlet-{outlet}.example/{story}",
                "text": _sentences(_retold(original, outlet, random)),
                "published_at": f"2024-03-{1 + (story + outlet) % 9:02d}T{random.randrange(24):02d}:00:00Z",
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
