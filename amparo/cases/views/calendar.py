from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amparo.audit.middleware import leaves_something
from amparo.cases.access import calendar as access
from amparo.cases.actions import calendars as actions
from amparo.cases.calendar_feed import file
from amparo.cases.models import CalendarFeed
from amparo.cases.policies import calendar as policies
from amparo.cases.queries import calendar as queries
from amparo.core import clock


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """Off until she asks for it. The address is shown once, when it is made."""
    policies.can_have(by=request.member).or_refuse()
    address = ""
    if request.method == "POST":
        secret = actions.make_calendar_address(by=request.member)
        address = request.build_absolute_uri(reverse("agenda:file", args=[secret]))
    feed = CalendarFeed.objects.filter(member=request.member).first()
    return render(request, "cases/calendar/calendar.html", {"feed": feed, "address": address})


@require_POST
def end(request):
    actions.end_calendar_address(by=request.member, member=request.member)
    messages.success(request, _("The address leads nowhere from now on."))
    return redirect("cases:calendar")


@require_safe
@login_not_required
@leaves_something
def feed(request, secret):
    """The days, for whatever program holds the address. It says nothing of the programme."""
    found = access.feed_by_secret_or_404(secret)
    if not policies.can_be_asked(access.asked_this_hour(found)):
        return HttpResponse(status=429, headers={"Retry-After": "3600"})
    actions.note_calendar_asked(feed=found)
    member = found.member
    days = queries.days_due(member, on=clock.today())
    text = file(days, feed=found.digest, language=member.language, now=clock.now())
    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'attachment; filename="agenda.ics"',
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
