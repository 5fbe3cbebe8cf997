from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from amparo.core.commands import AmparoCommand
from amparo.directory.actions import bringing as actions
from amparo.directory.enums import Tier
from amparo.directory.hsds import writing
from amparo.directory.models import Service
from amparo.directory.queries import service as queries


class Command(AmparoCommand):
    help = "Write the directory of services as HSDS 3 JSON. No sealed service is ever in it."

    def arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="write the services of a tier")
        export.add_argument("--tier", choices=[Tier.PUBLIC, Tier.NETWORK], default=Tier.PUBLIC)
        self.add_actor(export)

    def handle(self, **options: Any) -> None:
        found = list(queries.leaving(Service.objects.all(), options["tier"]))
        actions.take_out(by=self.actor(options), tier=options["tier"])
        self.stdout.write(writing.whole(found), ending="")
        self.say(
            _("%(count)s services written. Sealed ones are in no file.") % {"count": len(found)}
        )
