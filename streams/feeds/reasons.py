"""Why a poll or a page failed: the catalogue that metrics, logs and the summary use."""

from enum import Enum


class Failure(Enum):
    """The value is the label; each explanation completes "the host …" or "the answer …" for a person."""

    def __init__(self, label: str, meaning: str, passing: bool) -> None:
        self.label = label
        self.meaning = meaning
        self.passing = passing
        """Whether trying again soon may help, so that a page is asked for again."""

    ADDRESS = ("address-refused", "the address is not public, or no http or https address", False)
    DNS = ("dns", "the host's name cannot be resolved", True)
    CONNECTION = ("connection", "the connection failed or broke off", True)
    TLS = ("tls", "the host's certificate or TLS is not valid", True)
    TIMEOUT = ("timeout", "the answer took longer than the limit in all", True)
    TOO_SLOW = ("too-slow", "the body came slower than the minimum rate, or stood still", True)
    TOO_LARGE = ("too-large", "the body is larger than the limit, on the wire or decoded", False)
    ENCODING = ("encoding", "the body's compression is broken or not one that was asked for", False)
    REDIRECT = ("redirect", "redirects led nowhere, to a refused address, or there were too many", False)
    ROBOTS = ("robots", "robots.txt does not allow it", False)
    ROBOTS_UNREACHABLE = (
        "robots-unreachable",
        "robots.txt could not be had, so nothing may be fetched",
        True,
    )
    HTTP_CLIENT = ("http-4xx", "the host answered with a client error", False)
    HTTP_THROTTLED = ("http-429", "the host asked for fewer requests", True)
    HTTP_SERVER = ("http-5xx", "the host answered with a server error", True)
    GONE = ("gone", "the host says the feed is gone for good (410)", False)
    NOT_A_FEED = ("not-a-feed", "the body is no feed that can be read", False)
    NOT_A_PAGE = ("not-a-page", "the article's page is no HTML", False)
    NO_TEXT = ("no-text", "an item has neither text nor title, and no page", False)
    MESSAGE_TOO_LARGE = ("message-too-large", "the article is larger than the raw topic accepts", False)
    INTERNAL = ("internal", "an error in murasil", True)


def failure_of_status(status: int) -> Failure:
    """The failure that an HTTP status stands for."""
    if status == 410:
        return Failure.GONE
    if status == 429:
        return Failure.HTTP_THROTTLED
    return Failure.HTTP_SERVER if status >= 500 else Failure.HTTP_CLIENT
