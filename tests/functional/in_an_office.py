"""What is prepared, and looked at, in one of two offices: run where its server runs.

in_an_office.py card                     make new keys, and print the card
in_an_office.py meet ORGANISATION        keep the card that is read from stdin, digits compared
in_an_office.py prepare ORGANISATION N   N journeys to them, for which everything stands here
in_an_office.py steps                    all that both ends said, journey by journey, as JSON
"""

import json
import sys

import django

django.setup()

from amparo.agencies.models import Member  # noqa: E402
from amparo.journeys.models import Journey  # noqa: E402
from amparo.journeys.queries import steps as queries  # noqa: E402
from amparo.organisations.models import Organisation  # noqa: E402
from amparo.referrals.actions import correspondence  # noqa: E402
from amparo.referrals.envelope import Card  # noqa: E402
from amparo.referrals.queries import correspondence as held  # noqa: E402


def member(username):
    return Member.objects.select_related("agency").get(username=username)


def card():
    correspondence.make_keys(by=member("fina"))
    sys.stdout.write(held.our_card().to_text())


def meet(name):
    organisation = Organisation.objects.get(name=name)
    theirs = Card.from_text(sys.stdin.read())
    kept = correspondence.bring_card(by=member("sara"), organisation=organisation, card=theirs)
    correspondence.compare_digits(
        by=member("fina"), correspondent=kept, heard=kept.card.fingerprint
    )  # fmt: skip


def prepare(name, number):
    from tests.journeys.make_things import ready_to_go

    there = Organisation.objects.get(name=name)
    made = [ready_to_go(member("ana"), there) for _ in range(int(number))]
    json.dump([[str(each.case_id), str(each.pk), each.number] for each in made], sys.stdout)


def steps():
    found = {}
    for journey in Journey.objects.all():
        line = queries.timeline(journey)
        found[journey.number] = {
            "state": journey.state, "riddle": journey.riddle, "digest": line.digest,
            "steps": [[each.side, each.number, each.kind, each.digest] for each in line.steps],
        }  # fmt: skip
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
