"""Errors a person can put right. Each is one whole sentence and sets the exit code of the CLI."""


class ConteoError(Exception):
    """Base of every error meant for a reader: shown without traceback, never with a count."""

    exit_code = 2

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(ConteoError):
    """The input cannot be read as what it should be. Exit code 2."""

    exit_code = 2


class NotEstimable(ConteoError):
    """The data cannot answer the question asked. Exit code 3."""

    exit_code = 3


class Refused(ConteoError):
    """A rule forbids printing this. Exit code 3."""

    exit_code = 3


class CheckFailed(ConteoError):
    """A check of our own results failed; nothing may be used. Exit code 4."""

    exit_code = 4
