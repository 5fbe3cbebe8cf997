"""Keep a paper of the office."""

from amparo.agencies.models import Member
from amparo.organisations.models import Paper


def keep(*, by: Member, content: bytes, file_type: str) -> Paper:
    """Seal a cleaned file. Whatever it hangs on asks its own rule first, and writes the log."""
    paper = Paper(agency=by.agency, file_type=file_type, kept_by=by)
    paper.seal(content)
    paper.save(force_insert=True)
    return paper
