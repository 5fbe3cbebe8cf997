"""One version number for the whole repository."""

__version__ = "0.1.0"
