from amparo.agencies import OPERATOR, demo, queries
from amparo.agencies.models import Member
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput


class Command(AmparoCommand):
    help = "The invented members of a demonstration: load them, list them, show a code."

    def arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("load", help="bring in the demonstration; repeating it changes nothing")
        members = verbs.add_parser("members", help="list the members with their passwords")
        members.add_argument("--json", action="store_true")
        code = verbs.add_parser("code", help="show the current second factor of a member")
        code.add_argument("member")

    def handle(self, **options):
        demo.only_in_a_demonstration()
        getattr(self, options["verb"])(options)

    def load(self, options):
        demo.load(by=OPERATOR, say=self.say)

    def members(self, options):
        passwords = demo.passwords()
        rows = [
            {
                "member": member.username,
                "password": passwords[member.username],
                "role": member.role,
                "agency": member.agency.name,
            }
            for member in Member.objects.select_related("agency").order_by("agency__name")
            if member.username in passwords
        ]
        if options["json"]:
            self.print_json(rows)
            return
        self.stdout.write(_table(rows))

    def code(self, options):
        member = Member.objects.filter(username=options["member"]).first()
        code = queries.totp_code(member) if member and member.username in demo.passwords() else None
        if code is None:
            raise BadInput(
                "No demonstration member of that name has a second factor. "
                "`amparo demo members` lists them."
            )
        self.stdout.write(code)


def _table(rows: list[dict[str, str]]) -> str:
    """Columns as wide as their widest word."""
    lines = [list(rows[0])] + [list(row.values()) for row in rows] if rows else []
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
