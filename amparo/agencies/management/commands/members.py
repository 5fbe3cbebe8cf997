from uuid import UUID

from django.conf import settings

from amparo.agencies import OPERATOR, actions, policies, queries
from amparo.agencies.enums import RequestKind
from amparo.agencies.models import AccessRequest, Member
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput


class Command(AmparoCommand):
    help = "List the members, and confirm what one administrator asked for where no second one can."

    def arguments(self, parser):
        parser.add_argument("--json", action="store_true")
        verbs = parser.add_subparsers(dest="verb")
        waiting = verbs.add_parser("waiting", help="what waits for a second yes, and until when")
        waiting.add_argument("--json", action="store_true")
        for verb, words in (
            ("confirm", "say yes to one of them: it takes effect now"),
            ("refuse", "say no to one of them: nothing changes"),
        ):
            answer = verbs.add_parser(verb, help=words)
            answer.add_argument("id", help="as `amparo members waiting` shows it")

    def handle(self, **options):
        getattr(self, options["verb"] or "members")(options)

    def members(self, options):
        rows = [
            {
                "member": member.username,
                "role": member.role,
                "agency": member.agency.code,
                "active": member.is_active,
            }
            for member in Member.objects.select_related("agency")
        ]
        if options["json"]:
            self.print_json(rows)
            return
        for row in rows:
            left = "" if row["active"] else "  (may no longer sign in)"
            self.stdout.write(f"{row['member']}  {row['role']}  {row['agency']}{left}")

    def waiting(self, options):
        rows = [_shown(request) for request in queries.waiting_requests()]
        if options["json"]:
            self.print_json(rows)
            return
        for row in rows:
            self.stdout.write("  ".join(str(value) for value in row.values() if value))
        if not rows:
            self.say("Nothing waits for a second yes.")

    def confirm(self, options):
        request = _found(options["id"])
        address = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
        code = actions.confirm(by=OPERATOR, request=request, address=address)
        if code:
            self.say("Hand this code to her, once you are sure that it is her; it works once:")
            self.stdout.write(code)
            return
        self.say("Confirmed. It holds from now on; whoever needs a link gets it by mail.")

    def refuse(self, options):
        actions.refuse(by=OPERATOR, request=_found(options["id"]))
        self.say("Refused. Nothing was changed and nothing was mailed.")


def _shown(request: AccessRequest) -> dict[str, str]:
    agency = request.member.agency if request.member else request.agency
    return {
        "id": str(request.pk),
        "asks": RequestKind(request.kind).value,
        "member": request.member.username if request.member else request.username,
        "name": request.member.display_name if request.member else request.display_name,
        "role": request.role or request.member.role,
        "agency": agency.code,
        # Whoever says yes to a role says yes to whoever reads the mail that goes there.
        "email": request.email or (request.member.email if request.member else ""),
        "asked_by": request.asked_by.username,
        "until": policies.waits_until(request).isoformat(timespec="minutes"),
    }


def _found(text: str) -> AccessRequest:
    try:
        wanted = UUID(text)
    except ValueError as error:
        raise BadInput("An id looks like those that `amparo members waiting` shows.") from error
    found = AccessRequest.objects.filter(pk=wanted).first()
    if found is None:
        raise BadInput("Nothing with that id was asked for. See `amparo members waiting`.")
    return found
