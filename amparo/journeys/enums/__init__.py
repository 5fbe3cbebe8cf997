"""Codes of this room, and their words."""
