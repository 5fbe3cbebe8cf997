from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.audit.middleware import leaves_something
from amparo.cases import access
from amparo.cases import letters as templates
from amparo.cases.access import letter as letters_access
from amparo.cases.actions import letters as actions
from amparo.cases.forms.letter import BeginForm, LetterForm, VoidForm
from amparo.cases.letters import enclosing
from amparo.cases.policies import letter as policies
from amparo.cases.queries import letters as queries
from amparo.cases.views.print_sheet import FILE_NAME
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import sheet_pdf
from amparo.people.access import confirmation_required


def letters(request, case_id):
    """The letters of a case, and the beginning of the next one."""
    case = access.open_case(request.member, case_id, page="letters")
    context = {
        "case": case,
        "letters": queries.letters_of(case, member=request.member),
        "form": BeginForm(initial={"template": "free", "language": "es"}),
        "void_form": VoidForm(auto_id=False),
        "may_issue": policies.can_issue(case, by=request.member),
    }
    return render(request, "cases/letters/letters.html", context)


def new(request, case_id):
    """Write a letter, beginning with the words of its template."""
    case = access.open_case(request.member, case_id, page="letter_new")
    begun = BeginForm(request.POST or request.GET)
    if not begun.is_valid():
        return redirect("cases:letters", case_id=case.pk)
    chosen = begun.cleaned_data
    key = f"letter:{case.pk}"
    start = chosen | {"issued_on": clock.today()}
    start["body"] = templates.text(chosen["template"], chosen["language"], "body")
    standing = queries.may_rest_on(case)
    form = LetterForm(request.POST or None, initial=start, standing=standing)
    if request.method == "POST" and form.is_valid():
        try:
            letter = actions.issue_letter(by=request.member, case=case, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            member_actions.drop_draft(by=request.member, form=key)
            said = _("The letter was issued under folio %(folio)s.")
            messages.success(request, said % {"folio": letter.shown_folio})
            return redirect("cases:letters", case_id=case.pk)
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key,
        "kind": dict(form.fields["template"].choices)[chosen["template"]],
        "is_begun": bool(start["body"]),
        "may_issue": policies.can_issue(case, by=request.member),
    }
    return render(request, "cases/letters/new.html", context)


@leaves_something
@transaction.non_atomic_requests
@confirmation_required
def file(request, case_id, letter_id):
    """The letter as PDF. Its file name says nothing. Others save while it is laid out."""
    with transaction.atomic():
        case = access.open_case(request.member, case_id, page="letters")
        letter = letters_access.get_letter_or_404(request.member, case, letter_id)
        letter = actions.take_out_letter(by=request.member, letter=letter)
    spoken = letter.language if letter.language in ("es", "en") else "es"
    subject = templates.text(letter.template, spoken, "title")
    with override(spoken):
        context = {"letter": letter, "subject": subject, "enclosed": enclosing.enclosed(letter)}
        html = render_to_string("cases/letters/print.html", context, request=request)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "Cache-Control": "no-store",
    }
    # With a slip to tear off it is one page, in smaller print if need be.
    whole = context["enclosed"] is not None
    pdf = sheet_pdf.first_on_one_page([html, html]) if whole else sheet_pdf.sheets(html)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
def void(request, case_id, letter_id):
    """Declare a letter void; its folio stays in the register."""
    case = access.open_case(request.member, case_id, page="letters")
    letter = letters_access.get_letter_or_404(request.member, case, letter_id)
    form = VoidForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the letter is void. Its folio is not given again."))
        return redirect("cases:letters", case_id=case.pk)
    try:
        ended = actions.void_letter(by=request.member, letter=letter, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is void. Its folio stays in the register."))
        for words in ended:
            messages.info(request, words)
    return redirect("cases:letters", case_id=case.pk)


def register(request):
    """The folios of a year."""
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    year = year or clock.today().year
    context = {"year": year, "letters": queries.register(request.member, year=year)}
    return render(request, "cases/letters/register.html", context)
