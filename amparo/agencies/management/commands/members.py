from amparo.agencies.models import Member
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = "List the members: name to sign in with, role, agency, whether they may still sign in."

    def arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, **options):
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
