"""Asks a ClamAV daemon over its own socket whether a file is known to do harm (INSTREAM).

Off unless AMPARO_CLAMAV says where it listens: /run/clamav/clamd.ctl, or host:port.
"""

import socket
from contextlib import closing

from django.conf import settings

SECONDS = 30
PIECE = 1 << 16
LONGEST_ANSWER = 4096


class Away(Exception):
    """The daemon does not answer, or not as it should. Nothing is known of the file."""


def is_wanted() -> bool:
    return bool(settings.CLAMAV)


def is_harmful(content: bytes) -> bool:
    """Whether the daemon knows it. What it calls it is not asked: nobody decides by that."""
    try:
        with closing(_connected(settings.CLAMAV)) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            said = _answer(line)
    except OSError as error:
        raise Away from error
    if said.endswith(b" FOUND"):
        return True
    if said != b"stream: OK":
        # Too large for it, or out of memory: unread is not harmless.
        raise Away
    return False


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (more := line.recv(1024)):
        said += more
    return said.partition(b"\0")[0].strip()
