"""The door by a secret address: it opens to days on which something is due, and to nothing else."""

from django.core.cache import cache
from django.http import Http404

from amparo.cases import calendar_feed
from amparo.cases.models import CalendarFeed
from amparo.cases.policies import calendar as policies

HOUR = 3600


def feed_by_secret_or_404(secret: str) -> CalendarFeed:
    """An address that was ended, or whose member opens no case, was never there."""
    digest = calendar_feed.digest(secret)
    feed = CalendarFeed.objects.select_related("member__agency").filter(digest=digest).first()
    if feed is None or not policies.can_have(by=feed.member):
        raise Http404
    return feed


def asked_this_hour(feed: CalendarFeed) -> int:
    """How often it was asked within the hour, this time not counted."""
    key = f"calendar:{feed.pk}"
    before = cache.get(key, 0)
    cache.set(key, before + 1, HOUR)
    return before
