"""Whether it is safe to contact her was asked case by case; it is her word, so it goes to her.

Of several cases the most careful answer holds. An answer that she gave to nobody is not written.
"""

from django.db import migrations
from django.utils import timezone

# The most careful first.
CAREFUL = ("no", "refused", "unknown", "yes")
AT_ONCE = 1000


def carry_over(apps, schema_editor):
    case, said = apps.get_model("cases", "Case"), apps.get_model("people", "SafeContact")
    using, now = schema_editor.connection.alias, timezone.now()
    done = set(said.objects.using(using).values_list("person_id", flat=True))
    for answer in CAREFUL:
        asked = case.objects.using(using).filter(can_contact=answer).order_by()
        found = asked.values_list("person_id", flat=True).distinct()
        # Read before anything is written: no cursor stays open on the table that is written to.
        people = [person for person in found if person not in done]
        for start in range(0, len(people), AT_ONCE):
            said.objects.using(using).bulk_create(
                said(person_id=person, version=1, answer=answer, recorded_at=now)
                for person in people[start : start + AT_ONCE]
            )
        done.update(people)


def carry_back(apps, schema_editor):
    case, said = apps.get_model("cases", "Case"), apps.get_model("people", "SafeContact")
    using = schema_editor.connection.alias
    held = said.objects.using(using).order_by("version")
    latest = dict(held.values_list("person_id", "answer"))
    for answer in CAREFUL:
        people = [person for person, last in latest.items() if last == answer]
        for start in range(0, len(people), AT_ONCE):
            about = people[start : start + AT_ONCE]
            case.objects.using(using).filter(person_id__in=about).update(can_contact=answer)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_held_documents"),
        ("people", "0009_safe_contact"),
    ]

    operations = [migrations.RunPython(carry_over, carry_back)]
