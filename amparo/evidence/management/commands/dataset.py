from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from amparo.core.commands import AmparoCommand
from amparo.evidence import queries


class Command(AmparoCommand):
    help = "Count the rows of an outside data set that is already public."

    def arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        tabulate = verbs.add_parser("tabulate", help="count rows by one or more columns")
        tabulate.add_argument("name", metavar="NAME")
        tabulate.add_argument("--by", metavar="COLUMN[,COLUMN]", required=True)
        tabulate.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        table = queries.tabulate(options["name"], options["by"].split(","))
        if options["json"]:
            self.print_json(table)
            return
        for cell in table["cells"]:
            self.stdout.write("\t".join([*cell["key"], str(cell["count"])]))
        self.say(
            _("%(rows)s rows, %(missing)s without an answer in one of the columns.")
            % {"rows": table["rows"], "missing": table["missing"]}
        )
