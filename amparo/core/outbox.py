"""Mails leave through the queue: no page waits for a mail server, and one that is down loses none.

The table of jobs is not sealed, so whom a mail goes to and what it says lie there under the key
ring. What carries a link is written only when it leaves: its half hour begins then.
"""

import base64
import json
import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.mail import EmailMessage
from django_tasks import task

from amparo.core import clock
from amparo.core.jobs import DELAYS, JobFailed
from amparo.core.keyring import NONCE_BYTES, WrongKey, ring

log = logging.getLogger("amparo.mail")
# Sooner at first, then every hour for a day: after that nobody waits for the mail any more.
WAITS = [*DELAYS[:3], *[timedelta(hours=1)] * 23]
_BOUND = b"outbox"

Writer = Callable[..., Iterable[EmailMessage]]
WRITERS: dict[str, Writer] = {}


def writer(kind: str) -> Callable[[Writer], Writer]:
    """Register who writes the mails of a kind: `@writer("invitation")`."""

    def register(write: Writer) -> Writer:
        WRITERS[kind] = write
        return write

    return register


def put(kind: str, **content: Any) -> None:
    """Put a mail into the queue, in the running transaction: it leaves if that is confirmed."""
    deliver.enqueue(sealed=_seal(json.dumps([kind, content])))


@task
def deliver(sealed: str, attempt: int = 1) -> None:
    """Write and send one mail; if that fails, later and later, for a day."""
    try:
        kind, content = json.loads(_unseal(sealed))
        for message in WRITERS[kind](**content):
            message.send()
    except Exception as error:
        name = type(error).__name__
        log.exception("mail not sent", extra={"job": "mail"})
        _try_again(sealed, attempt)
        # Not from the error: it may quote an address, and the table is not sealed.
        raise JobFailed(name) from None


def _try_again(sealed: str, attempt: int) -> None:
    if attempt > len(WAITS):
        log.error("mail given up", extra={"job": "mail"})
        return
    later = deliver.using(run_after=clock.now() + WAITS[attempt - 1])
    later.enqueue(sealed=sealed, attempt=attempt + 1)


@writer("message")
def message(to: list[str], subject: str, body: str) -> list[EmailMessage]:
    """A mail that was written when it was put here; it carries no link."""
    return [EmailMessage(subject, body, None, to)]


def _seal(text: str) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(ring().subkey("outbox")).encrypt(nonce, text.encode(), _BOUND)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def _unseal(sealed: str) -> str:
    content = base64.urlsafe_b64decode(sealed)
    nonce, body = content[:NONCE_BYTES], content[NONCE_BYTES:]
    try:
        return AESGCM(ring().subkey("outbox")).decrypt(nonce, body, _BOUND).decode()
    except (InvalidTag, ValueError) as error:
        raise WrongKey(
            "A mail in the queue does not open: it was put there under another key ring. It is "
            "tried again for a day."
        ) from error
