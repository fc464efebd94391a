"""Duplicates: one owner of all that could match decides what is published, and corrects it by key."""

from streams.duplicates.resolver import Arrival, Output, Resolution, Resolver

__all__ = ["Arrival", "Output", "Resolution", "Resolver"]
