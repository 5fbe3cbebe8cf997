"""A reset that two administrators agreed on is a confirmed request. One that nobody confirmed
waits on; of several for one member only the newest does."""

from django.db import migrations
from django.db.models import F


def answer(apps, schema_editor):
    AccessRequest = apps.get_model("agencies", "AccessRequest")
    AccessRequest.objects.filter(answered_at__isnull=False).update(state="confirmed")
    waiting = AccessRequest.objects.filter(state="waiting").order_by("-asked_at")
    seen = set()
    for request in waiting:
        if request.member_id in seen:
            older = AccessRequest.objects.filter(pk=request.pk)
            older.update(state="lapsed", answered_at=F("asked_at"))
        seen.add(request.member_id)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_access_request")]

    operations = [migrations.RunPython(answer, migrations.RunPython.noop)]
