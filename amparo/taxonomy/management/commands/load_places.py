from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from amparo.core.commands import AmparoCommand
from amparo.taxonomy import actions


class Command(AmparoCommand):
    help = "Load the shipped countries, areas, municipalities, other names and border segments."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")
        self.add_actor(parser)

    def handle(self, **options: Any) -> None:
        counts = actions.load_places(by=self.actor(options))
        if options["json"]:
            self.print_json(counts)
        self.say(_("%(places)s places are shipped: %(added)s added, %(changed)s changed.") % counts)
