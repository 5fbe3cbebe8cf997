"""The process that rewrites one file: in by one pipe, out by the other, and nothing else."""

import os
import resource
import sys

from amparo.core.cleaning.limits import CPU_SECONDS, EXITS, MEMORY, Because, CannotClean


def run(kind: str) -> None:
    """Rewrite what comes in. Ends at once, so that nothing of the file is written as a trace."""
    content = sys.stdin.buffer.read()
    confine()
    try:
        out = rewrite(content, kind)
    except CannotClean as error:
        _end(error.because)
    except MemoryError:
        _end(Because.TOO_MUCH)
    except Exception:
        # Whatever a hostile file does to a library, its words stay in here.
        _end(Because.DAMAGED)
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    os._exit(0)


def confine() -> None:
    """From here on: so much memory and time, no core file, and not one byte into any file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def rewrite(content: bytes, kind: str) -> bytes:
    """By the type that its first bytes say."""
    if kind in ("jpg", "png", "webp"):
        from amparo.core.cleaning import pictures

        return pictures.redrawn(content)
    if kind == "pdf":
        from amparo.core.cleaning import paper

        return paper.rewritten(content)
    from amparo.core.cleaning import office

    return office.rezipped(content)


def _end(because: Because) -> None:
    exits = {reason: code for code, reason in EXITS.items()}
    os._exit(exits[because])
