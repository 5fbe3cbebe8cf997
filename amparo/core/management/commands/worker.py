from django.core.management import call_command

from amparo.core import jobs, leftovers
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = "Work the queue of jobs until asked to stop. Jobs of a killed worker are taken up."

    def arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="end when the queue is empty")

    def handle(self, **options):
        leftovers.clear()
        jobs.take_up_abandoned()
        with jobs.at_work() as name:
            # Its own lines name the id of a task; ours name the job.
            call_command(
                "db_worker",
                queue_name="*",
                worker_id=name,
                interval=2,
                batch=options["batch"],
                startup_delay=False,
                verbosity=0,
            )
