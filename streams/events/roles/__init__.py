"""Who did it and to whom: from the phrases around a trigger to actors and recipients."""

from streams.events.roles.model import RoleContext, Roles
from streams.events.roles.parties import resolve
from streams.events.roles.reader import read_roles

__all__ = ["RoleContext", "Roles", "read_roles", "resolve"]
