import sys
from pathlib import Path

from django.conf import settings

from amparo.core import custody, keyring
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput
from amparo.site import actions, installing

TRIES = 3


class Command(AmparoCommand):
    help = "Renew the three recovery sheets, with two of the present ones; the old ones end."

    def arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        renew = verbs.add_parser("renew", help="three new sheets; the old ones open nothing more")
        renew.add_argument(
            "--sheets", type=Path, metavar="DIR", help="write the sheets as pages, to be printed"
        )
        self.add_actor(renew)

    def handle(self, **options):
        by = self.actor(options)
        keyring.ring()  # It is logged, so the ring must be open.
        self.say("Two custodians type their present sheets. Nothing changes before the end.")
        before = custody.prove(self._asked("present sheet"))
        public, sheets = custody.fresh_sheets()
        self._hand_out(sheets, options["sheets"])
        self.say(
            "Now prove that the paper can be read: type any two of the new sheets. Four letters "
            "of each word are enough. Until that is right, the old sheets hold."
        )
        self._read_back(public)
        actions.note_new_sheets(by=by)
        copies = custody.change_sheets(before, public)
        self.say(_account(copies))

    def _asked(self, what):
        return [self._ask(number, what) for number in range(1, custody.NEEDED + 1)]

    def _ask(self, number, what):
        self.stderr.write(f"Custodian {number}, the words of your {what}, then Enter:")
        words = sys.stdin.readline()
        if not words.strip():
            raise BadInput("No words were given, so nothing was changed: the old sheets hold.")
        return words

    def _read_back(self, public):
        for _attempt in range(TRIES):
            if custody.reads_back(self._asked("new sheet"), public):
                return
            self.say("Those are not two of the new sheets, or a word is wrong. Read them again.")
        raise BadInput(
            "The new sheets could not be read back, so nothing was changed: the old sheets hold. "
            "Destroy the new ones, and begin again."
        )

    def _hand_out(self, sheets, folder):
        host = next(iter(settings.ALLOWED_HOSTS), "")
        pages = [
            installing.sheet(words, number, host, settings.LANGUAGE_CODE)
            for number, words in enumerate(sheets, 1)
        ]
        if folder is None:
            for page in pages:
                self.stdout.write(installing.sheet_as_text(page))
            self.stdout.flush()
            return
        installing.write_pages(pages, folder)
        self.say(f"Print each page in {folder} once, hand it over, and remove the folder.")


def _account(copies: int) -> str:
    lines = ["Done. The new sheets open the key ring, the old ones no longer: destroy them."]
    if copies:
        lines.append(f"Copies of the sealed ring among the backups that followed: {copies}.")
    lines.append(
        "A copy of the sealed ring that you keep elsewhere still opens with the old sheets: "
        "put the present one in its place."
    )
    lines.append("If somebody may have copied the open ring, also run `amparo keys rotate`.")
    return "\n".join(lines)
