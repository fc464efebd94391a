"""Errors that end a command with one clear line."""


class MurasilError(Exception):
    """Something a person can act on; shown without a traceback."""

    exit_status = 1


class BrokerError(MurasilError):
    """Kafka cannot be started or reached."""

    exit_status = 3


class TopicsError(MurasilError):
    """Topics are missing, or are not as the settings say."""

    exit_status = 4


class TooManyFailures(MurasilError):
    """So many articles fail that the cause must be elsewhere than in them."""

    exit_status = 5


class DeliveryError(MurasilError):
    """Kafka did not acknowledge in time, or ownership of the partitions may be lost."""

    exit_status = 6


class NewerStateError(MurasilError):
    """A newer murasil wrote what this one would have to read."""

    exit_status = 7
