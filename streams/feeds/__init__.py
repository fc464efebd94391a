"""Feeds, as far as they need no network and no clock: reading, identity, schedule, state."""
