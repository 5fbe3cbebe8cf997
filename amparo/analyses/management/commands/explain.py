from datetime import date

from amparo.analyses.explaining import explain
from amparo.core import clock
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput


class Command(AmparoCommand):
    help = "Say where a figure comes from: data sets, rules, versions, approvers."

    def arguments(self, parser):
        parser.add_argument("figure_id", metavar="FIGURE_ID")
        parser.add_argument("--as-of", metavar="DATE", help="as it stood at the end of this day")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options):
        try:
            as_of = date.fromisoformat(options["as_of"]) if options["as_of"] else clock.today()
        except ValueError:
            raise BadInput("--as-of takes a day written as 2014-01-31.") from None
        found = explain(options["figure_id"], as_of=as_of)
        if options["json"]:
            self.print_json(found)
        else:
            self._tell(found)

    def _tell(self, value: object, depth: int = 0) -> None:
        """The same as indented lines, for a reader."""
        margin = "  " * depth
        if isinstance(value, dict):
            for key, held in value.items():
                if isinstance(held, dict | list | tuple) and held:
                    self.stdout.write(f"{margin}{key}:")
                    self._tell(held, depth + 1)
                else:
                    self.stdout.write(f"{margin}{key}: {held}")
        elif isinstance(value, list | tuple):
            for held in value:
                self._tell(held, depth)
                self.stdout.write("")
        else:
            self.stdout.write(f"{margin}{value}")
