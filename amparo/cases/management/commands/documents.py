from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency
from amparo.cases.actions.documents import keep_cleaned_copy
from amparo.cases.models.document import MOST_COPY_BYTES
from amparo.cases.queries import documents as queries
from amparo.core import cleaning
from amparo.core.commands import AmparoCommand
from amparo.core.decisions import Refused
from amparo.core.keyring import WrongKey


class Command(AmparoCommand):
    help = "Make cleaned copies of documents that came before there was cleaning."

    def arguments(self, parser):
        parser.add_argument("what", choices=["clean"])
        parser.add_argument("--agency", metavar="CODE", help="one agency alone")
        parser.add_argument(
            "--write", action="store_true", help="make the copies; the originals stay sealed"
        )

    def handle(self, **options):
        agencies = Agency.objects.order_by("code")
        if options["agency"]:
            agencies = agencies.filter(code=options["agency"])
        for agency in agencies:
            kept = queries.without_copy(agency)
            self.stdout.write(f"{agency.code}: {len(kept)} without a cleaned copy")
            if options["write"] and kept:
                done = sum(self._clean(document) for document in kept)
                self.stdout.write(f"  {done} cleaned, {len(kept) - done} left as they are")
        if not options["write"]:
            self.say("Nothing was written. --write makes the copies, one document at a time.")

    def _clean(self, document) -> bool:
        """One at a time, each in a transaction of its own: stopped half-way, nothing is lost."""
        try:
            copy = cleaning.cleaned(document.original, document.file_type)
            if len(copy) > MOST_COPY_BYTES:
                return False
            keep_cleaned_copy(by=OPERATOR, document=document, copy=copy)
        except (cleaning.CannotClean, WrongKey, Refused):
            return False
        return True
