"""The article's body and particulars out of a web page."""

from streams.cleaning.page.cleaner import CleanPage, PageCleaner
from streams.cleaning.page.notices import PageNotices
from streams.cleaning.page.options import PageOptions

__all__ = ["CleanPage", "PageCleaner", "PageNotices", "PageOptions"]
