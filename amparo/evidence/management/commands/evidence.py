from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput
from amparo.evidence import actions


class Command(AmparoCommand):
    help = "Load the quoted statements and claims that ship, and full texts where given."

    def arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="load the shipped claims; twice changes nothing")
        load.add_argument("--text", metavar="FILE", type=Path, action="append", default=[])
        load.add_argument("--json", action="store_true")
        self.add_actor(load)

    def handle(self, **options: Any) -> None:
        by = self.actor(options)
        contents = [_content(path) for path in options["text"]]
        with transaction.atomic():
            loaded = actions.load_shipped(by=by)
            texts = [actions.load_text(by=by, content=content) for content in contents]
        if options["json"]:
            self.print_json({**loaded._asdict(), "texts": [document.code for document in texts]})
        self.say(_("%(written)s records written, %(unchanged)s already stood.") % loaded._asdict())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            _("The file given with --text cannot be read. Check its path and who may read it.")
        ) from error
