from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amparo.agencies import queries
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure as disclosures
from amparo.cases.access import need_to_know
from amparo.releases import queries as releases


def home(request):
    """Straight to the caseload for those who have one; for others the doors, and what waits."""
    if request.member.may(Permission.OPEN_CASES):
        return redirect("cases:caseload")
    return render(request, "site/home.html", {"waiting": waiting_for(request.member)})


def waiting_for(member) -> list[dict[str, str]]:
    """What somebody waits for her to answer: a sentence, and where it is done."""
    found = []
    if member.may(Permission.MANAGE_MEMBERS) and (number := queries.waiting_requests().count()):
        text = ngettext(
            "%(number)s request for access waits for a second yes.",
            "%(number)s requests for access wait for a second yes.",
            number,
        ) % {"number": number}
        found.append({"text": text, "url": reverse("agencies:members"), "label": _("Members")})
    if number := need_to_know.glasses_to_review(member).count():
        text = ngettext(
            "%(number)s file was opened in an emergency and waits for your review.",
            "%(number)s files were opened in an emergency and wait for your review.",
            number,
        ) % {"number": number}
        found.append({"text": text, "url": reverse("cases:glasses"), "label": _("Review")})
    if member.may(Permission.SET_DUTIES) and (number := disclosures.waiting_for(member).count()):
        text = ngettext(
            "%(number)s disclosure without consent waits for your answer.",
            "%(number)s disclosures without consent wait for your answer.",
            number,
        ) % {"number": number}
        found.append({"text": text, "url": reverse("cases:second_yes"), "label": _("Second yes")})
    if member.may(Permission.APPROVE_RELEASE) and (number := releases.waiting_for(member).count()):
        text = ngettext(
            "%(number)s release waits for your answer.",
            "%(number)s releases wait for your answer.",
            number,
        ) % {"number": number}
        found.append({"text": text, "url": reverse("releases:releases"), "label": _("Releases")})
    return found
