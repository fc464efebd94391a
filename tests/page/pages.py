"""Pages written for these tests, in the manner of outlets' sites."""

from streams.records.article import RawArticle

PARAGRAPHS = (
    "أعلنت وزارة الصحة يوم الثلاثاء أن فرق الإسعاف نقلت سبعة عشر جريحا إلى مستشفيات المدينة بعد انهيار مبنى قديم.",
    "وقال مدير الدفاع المدني إن عمليات البحث ما زالت مستمرة تحت الأنقاض، وإن عدد المفقودين لم يعرف بعد.",
    "وأضاف أن السكان كانوا قد اشتكوا مرات عدة إلى البلدية من تشققات في جدران المبنى دون أن يتلقوا ردا.",
    "من جهته وعد المحافظ بفتح تحقيق في أسباب الحادث ومحاسبة المسؤولين عنه في أقرب وقت ممكن.",
)
BODY = "\n\n".join(PARAGRAPHS)

HEAD = """
<meta charset="utf-8"><title>انهيار مبنى وسط المدينة | صحيفة المثال</title>
<link rel="canonical" href="/news/2019/03/20/building.html">
<meta property="og:site_name" content="صحيفة المثال">
<meta name="author" content="ليلى منصور">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": "انهيار مبنى وسط المدينة &amp; جرحى",
 "datePublished": "2019-03-20T14:05:00+0200", "author": {"name": "ليلى منصور"}}
</script>
"""

NAVIGATION = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("سياسة", "اقتصاد", "رياضة", "ثقافة")
)


def page(body: str, head: str = HEAD, language: str = "ar") -> str:
    return f"""<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>
<header><nav><ul>{NAVIGATION}</ul></nav></header>
<main><article><h1>انهيار مبنى وسط المدينة &amp; جرحى</h1><div class="article-body">{body}</div></article>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/1">فوز المنتخب في مباراة ودية</a></li></ul></aside></main>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def markup(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)


def article(html: str, **fields: str | None) -> RawArticle:
    known = {"url": "https://example.org/a", "source": "example.org"} | fields
    return RawArticle(
        id="1", url=known["url"], source=known["source"], title=known.get("title"), text=None, html=html,
        language=known.get("language"), published_at=known.get("published_at"), fetched_at=None, extra={}, content="",
    )  # fmt: skip
