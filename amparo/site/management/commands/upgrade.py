from pathlib import Path

from django.core.management import call_command

from amparo.audit.verify import verify
from amparo.core import setup
from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed
from amparo.site.backups import making, restoring


class Command(AmparoCommand):
    help = "After new code is in place: back up, migrate, gather, check. Goes back if it fails."

    def arguments(self, parser):
        parser.add_argument("--to", type=Path, metavar="DIR", help="for the database")
        parser.add_argument("--keys-to", type=Path, metavar="DIR", help="for the key store")
        self.add_actor(parser)

    def handle(self, **options):
        by = self.actor(options)
        self.say("Backing up …")
        pair = making.make(by=by, to=options["to"], keys_to=options["keys_to"])
        try:
            for step in (setup.tables, setup.words, setup.static):
                step(self.say)
            call_command("check", verbosity=0)
            if not verify().ok:
                raise CheckFailed("The log does not hold. `amparo audit verify` says where.")
        except Exception as error:
            raise CheckFailed(self._go_back(by, pair, error)) from error
        self.say("Upgraded. Start the site again.")

    def _go_back(self, by, pair, error) -> str:
        kind = type(error).__name__
        try:
            restoring.restore(by=by, database=pair[0], keys=pair[1], migrate=False)
        except Exception as also:
            return (
                f"The upgrade failed ({kind}), and so did going back ({type(also).__name__}): the "
                "database may be half-way, so do not start the site. Put the code of the release "
                f"before back, then: amparo restore --database {pair[0]} --keys {pair[1]}"
            )
        return (
            f"The upgrade failed ({kind}), so the database from before it was put back and "
            "nothing is lost. Put the code of the release before back, and start the site again."
        )
