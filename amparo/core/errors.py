"""Errors that a person can mend: one whole sentence, no traceback, an exit code."""


class AmparoError(Exception):
    """Base of every error shown as it stands. Its message never quotes a person's data."""

    exit_code = 2


class BadInput(AmparoError):
    """What was given cannot be read or used."""

    exit_code = 2


class NotPossible(AmparoError):
    """A rule refuses, or the figures do not carry an answer."""

    exit_code = 3


class CheckFailed(AmparoError):
    """A check ran to its end and found something wrong."""

    exit_code = 4
