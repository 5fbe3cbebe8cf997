"""The call and the minutes as files, in either language."""

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import get_language

from amparo.committees import access
from amparo.committees.writing import calendar, minutes, pdf, word
from amparo.committees.writing import call as calling
from amparo.committees.writing.paper import Paper
from amparo.core import clock
from amparo.core.file_types import SAID, FileType

LAID_OUT = {FileType.PDF: pdf.render, FileType.DOCX: word.render}


@transaction.non_atomic_requests
def call(request, committee_id, session_id):
    """The letter that calls. It is laid out outside the transaction, which takes seconds."""
    language = _language(request)
    with transaction.atomic():
        held = access.get_session_or_404(request.member, committee_id, session_id)
        blocks = calling.call(held, language=language)
    return _file(request, _paper(held, blocks, language), name="convocatoria")


@transaction.non_atomic_requests
def minutes_file(request, committee_id, session_id):
    """The minutes, to be signed."""
    language = _language(request)
    with transaction.atomic():
        held = access.get_session_or_404(request.member, committee_id, session_id)
        blocks = minutes.read(held, language=language)
    return _file(request, _paper(held, blocks, language, is_draft=not held.is_fixed), name="acta")


def calendar_file(request, committee_id, session_id):
    """One entry for a calendar, which says nothing."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    content = calendar.file(held, language=get_language(), now=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="agenda.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _language(request):
    asked = request.GET.get("l", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language()


def _paper(held, blocks, language, *, is_draft=False):
    return Paper(
        blocks=blocks,
        head=held.committee.name,
        language=language,
        day=held.on,
        is_draft=is_draft,
        is_demonstration=settings.DEMONSTRATION,
    )


def _file(request, paper, *, name):
    kind = FileType.DOCX if request.GET.get("as") == FileType.DOCX else FileType.PDF
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(LAID_OUT[kind](paper), content_type=SAID[kind], headers=headers)
