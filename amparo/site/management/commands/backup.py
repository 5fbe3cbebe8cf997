from pathlib import Path

from amparo.core.commands import AmparoCommand
from amparo.site.backups import making


class Command(AmparoCommand):
    help = "Back up the database and, elsewhere, the key store; both encrypted."

    def arguments(self, parser):
        parser.add_argument("--to", type=Path, metavar="DIR", help="for the database")
        parser.add_argument("--keys-to", type=Path, metavar="DIR", help="for the key store")
        self.add_actor(parser)

    def handle(self, **options):
        by = self.actor(options)
        pair = making.make(by=by, to=options["to"], keys_to=options["keys_to"])
        for path in pair:
            self.stdout.write(str(path))
        self.say("Backed up. Neither file opens without the key ring of this installation.")
