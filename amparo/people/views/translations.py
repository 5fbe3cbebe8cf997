from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amparo.core import clamd
from amparo.people import notice
from amparo.people.access import translations as access
from amparo.people.actions import translations as actions
from amparo.people.forms.translation import ReviewForm, TranslationForm
from amparo.people.policies import translation as policies
from amparo.people.queries import translations as queries

LONGEST_SPAN = 40


@require_http_methods(["GET", "HEAD", "POST"])
def translations(request):
    """The notice in other languages: every slot, and for who keeps them what waits."""
    may_keep = policies.can_keep(by=request.member)
    form = TranslationForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        may_keep.or_refuse()
        if form.is_valid() and not (problem := scanned(form)):
            actions.upload_translation(by=request.member, **form.facts())
            messages.success(
                request, _("It is kept, and shown to nobody before a second person reviews it.")
            )
            return redirect("people:translations")
        if form.is_valid():
            form.add_error("recording", problem)
    context = {
        "slots": queries.slots(),
        "waiting": queries.waiting() if may_keep else [],
        "may_keep": may_keep,
        "form": form,
        "review_form": ReviewForm(auto_id=False),
        "notice_version": notice.CURRENT,
    }
    return render(request, "people/translations/translations.html", context)


@require_safe
def translation(request, translation_id):
    """One of them beside the Spanish, to be read or heard."""
    found = access.get_translation_or_404(request.member, translation_id)
    may_take_back = policies.can_take_back(found, by=request.member)
    context = {
        "translation": found,
        "blocks": notice.read(found.text),
        "spanish": notice.blocks(found.version, "es"),
        "standing": policies.is_shown(found, spanish=notice.spanish_digest()),
        "may_take_back": may_take_back,
    }
    return render(request, "people/translations/translation.html", context)


@require_safe
def sound(request, translation_id):
    """The recording. Telephones ask for parts of it."""
    found = access.get_translation_or_404(request.member, translation_id)
    if not found.seconds:
        raise Http404
    content = bytes(found.sound)
    first, last = part_of(request.headers.get("Range", ""), len(content))
    answer = HttpResponse(content[first : last + 1], content_type="audio/wav")
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    if (first, last) != (0, len(content) - 1):
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return answer


@require_POST
def review(request, translation_id):
    """The second person says that it says what the Spanish says."""
    found = access.get_translation_or_404(request.member, translation_id)
    speaks = request.POST.get("speaks") == "on"
    actions.review_translation(by=request.member, translation=found, speaks=speaks)
    messages.success(request, _("From now on it is read and played to whoever is asked."))
    return redirect("people:translations")


@require_POST
def take_back(request, translation_id):
    found = access.get_translation_or_404(request.member, translation_id)
    actions.take_translation_back(by=request.member, translation=found)
    messages.success(request, _("It is shown and played no more."))
    return redirect("people:translations")


def scanned(form):
    """What the virus scanner has against a recording, where one is set up."""
    held = form.cleaned_data["recording"]
    if held is None or not clamd.is_wanted():
        return ""
    try:
        harmful = clamd.is_harmful(held.content)
    except clamd.Away:
        return _("The virus scanner does not answer, so nothing was kept. Try again in a minute.")
    return _("The virus scanner knows this file as one that does harm.") if harmful else ""


def part_of(wanted, length):
    """From where to where, as a player asks; the whole where it asks for what is not there."""
    unit, _sign, span = wanted.partition("=")
    first, dash, last = span.partition("-")
    if len(span) > LONGEST_SPAN:
        return 0, length - 1
    if unit == "bytes" and dash and first.isdecimal() and (not last or last.isdecimal()):
        begins, ends = int(first), min(int(last or length), length - 1)
        if begins <= ends:
            return begins, ends
    return 0, length - 1
