"""The library that makes PDF files. It needs a library of the system, which may be missing."""

import sys
from contextlib import redirect_stdout
from types import ModuleType

from amparo.core.decisions import Refused


def weasyprint(*, or_say: str) -> ModuleType:
    """Load it, which takes seconds: only who needs a PDF pays. Refuses in words where it cannot."""
    try:
        # What it prints on its own when something is missing must not land in an answer.
        with redirect_stdout(sys.stderr):
            import weasyprint
    except OSError as error:
        raise Refused(or_say) from error
    return weasyprint
