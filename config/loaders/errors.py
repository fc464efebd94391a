"""What goes wrong with files that operators edit."""


class ConfigurationError(Exception):
    """A setting, file or combination of settings that cannot be used; the message says where and what to do."""
