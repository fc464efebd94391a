"""Texts as scrapers might leave them, and worse."""

from hypothesis import strategies as st

SENTENCES = [
    "قالت قوات سوريا الديمقراطية إنها انتزعت السيطرة على المخيم بعد أيام من القتال العنيف في البلدة.",
    "The ministry said on Tuesday that talks would resume next week, although both sides remained far apart.",
    "Le gouvernement a annoncé mardi que les négociations reprendraient la semaine prochaine à Genève.",
    "Правительство сообщило во вторник, что переговоры возобновятся на следующей неделе в Женеве.",
]
FURNITURE = [
    "Share", "Advertisement", "مواضيع ذات صلة", "- داعش", "Home | News | Sport | Politics",
    "نشر في هسبريس يوم 20 - 03 - 2019",
    "Related articles:", "عنوان أول    عنوان ثان    عنوان ثالث    عنوان رابع",
    "© 2019 Example", "المزيد: خبر آخر", "اقرأ أيضا ...",
]  # fmt: skip
BREAKS = ["\n", "\r\n", "\n\n", "\u2028", "\x0b", " \n ", "\x85", "\r"]

odd = st.text(alphabet=st.characters(exclude_categories=[]), max_size=60)
pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(FURNITURE), odd)
articles = st.lists(st.tuples(pieces, st.sampled_from(BREAKS)), max_size=30).map(
    lambda parts: "".join(piece + line_break for piece, line_break in parts)
)
texts = st.one_of(articles, st.text(alphabet=st.characters(exclude_categories=[])))
