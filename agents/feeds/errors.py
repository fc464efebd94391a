"""How a request ends when it does not end well."""

from streams.feeds.reasons import Failure


class FetchFailed(Exception):
    """A request that gave nothing usable; `retry_after` is in seconds, where the host asked for it."""

    def __init__(self, failure: Failure, detail: str, retry_after: float | None = None) -> None:
        super().__init__(f"{failure.label}: {detail}")
        self.failure = failure
        self.detail = detail
        self.retry_after = retry_after
