"""Feeds in every format that is read, each with the same two articles, written for these tests."""

RSS_2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>صحيفة المثال</title><link>https://outlet.example/</link><language>ar</language>
<atom:link href="https://outlet.example/rss.xml" rel="self"/>
<ttl>30</ttl><skipHours><hour>0</hour><hour>23</hour></skipHours><skipDays><day>Friday</day></skipDays>
<item><title>افتتاح جسر &amp; طريق</title><link>https://outlet.example/a/1</link>
<guid isPermaLink="false">tag-1</guid><pubDate>Tue, 03 Nov 2026 10:15:00 +0300</pubDate>
<dc:creator>سمير</dc:creator><category>محليات</category><description>مقدمة</description>
<content:encoded><![CDATA[<p>افتتح الوزير الجسر الجديد.</p>]]></content:encoded></item>
<item><title>الثاني</title><link>/a/2</link><pubDate>2026-11-02</pubDate></item>
</channel></rss>"""

RSS_091 = """<?xml version="1.0" encoding="windows-1256"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>صحيفة المثال</title><link>https://outlet.example/</link><language>ar</language>
<item><title>افتتاح جسر &amp; طريق</title><link>https://outlet.example/a/1</link><description>مقدمة</description></item>
<item><title>الثاني</title><link>https://outlet.example/a/2</link></item>
</channel></rss>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://outlet.example/"><title>صحيفة المثال</title><link>https://outlet.example/</link>
<dc:language>ar</dc:language></channel>
<item rdf:about="https://outlet.example/a/1"><title>افتتاح جسر &amp; طريق</title>
<link>https://outlet.example/a/1</link><dc:date>2026-11-03T10:15+03:00</dc:date></item>
<item rdf:about="https://outlet.example/a/2"><title>الثاني</title></item>
</rdf:RDF>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar" xml:base="https://outlet.example/">
<title type="text">صحيفة المثال</title><link href="/"/><link rel="self" href="/atom.xml"/>
<entry><id>urn:1</id><title type="html">افتتاح &lt;b&gt;جسر&lt;/b&gt; &amp;amp; طريق</title>
<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="a/1"/>
<published>2026-11-03T07:15:00Z</published><updated>2026-11-04T00:00:00Z</updated>
<author><name>سمير</name></author><category term="محليات"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>افتتح الوزير الجسر الجديد.</p></div></content>
</entry><entry><id>urn:2</id><title>الثاني</title><link href="https://outlet.example/a/2"/>
<updated>2026-11-02T00:00:00Z</updated><summary>مقدمة</summary></entry>
</feed>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="ar"><title>صحيفة المثال</title>
<entry><id>urn:1</id><title>افتتاح جسر &amp; طريق</title><link rel="alternate" href="https://outlet.example/a/1"/>
<issued>2026-11-03T07:15:00Z</issued><content type="text/html" mode="escaped">&lt;p&gt;افتتح&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title>الثاني</title><link rel="alternate" href="https://outlet.example/a/2"/></entry></feed>"""

NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://outlet.example/a/1</loc><news:news><news:publication><news:name>صحيفة المثال</news:name>
<news:language>ar</news:language></news:publication><news:publication_date>2026-11-03T10:15:00+03:00</news:publication_date>
<news:title>افتتاح جسر &amp; طريق</news:title></news:news></url>
<url><loc>https://outlet.example/a/2</loc><lastmod>2026-11-02</lastmod></url></urlset>"""

SITEMAP_INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://outlet.example/news-1.xml</loc><lastmod>2026-11-01</lastmod></sitemap>
<sitemap><loc>https://outlet.example/news-2.xml</loc><lastmod>2026-11-03T00:00:00Z</lastmod></sitemap>
</sitemapindex>"""

ALL = {
    "rss": RSS_2,
    "rss-0.91": RSS_091,
    "rdf": RDF,
    "atom": ATOM,
    "atom-0.3": ATOM_03,
    "sitemap": NEWS_SITEMAP,
}
