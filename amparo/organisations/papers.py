"""How a paper leaves the site: as a file to be saved, under a name that says nothing."""

from django.http import HttpResponse

from amparo.core.file_types import SAID
from amparo.organisations.models import Paper


def answer(paper: Paper, *, name: str) -> HttpResponse:
    """The file. `name` is a code of ours, never what somebody called it."""
    response = HttpResponse(paper.content, content_type=SAID[paper.file_type])
    response["Content-Disposition"] = f'attachment; filename="{name}.{paper.file_type}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
