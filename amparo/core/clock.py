"""The one clock: UTC is stored, the programme's zone decides where a day ends."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def programme_zone() -> ZoneInfo:
    return ZoneInfo(settings.PROGRAMME_TIME_ZONE)


def today() -> date:
    return now().astimezone(programme_zone()).date()


def end_of_day(day: date) -> datetime:
    """The last microsecond of a day in the programme's zone, as "as of" means it."""
    return datetime.combine(day, time.max, tzinfo=programme_zone())
