from amparo.core import setup
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = "Make keys, tables, catalogues and static files; load the demonstration. Repeatable."

    def handle(self, **options):
        for step in setup.STEPS:
            step(self.say)
