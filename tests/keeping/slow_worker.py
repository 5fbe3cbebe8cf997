"""A worker with one more duty, which says that it began and then waits for its input to end."""

import sys

import django


def main() -> None:
    django.setup()
    from datetime import timedelta

    from django.core.management import call_command

    from amparo.core import jobs
    from amparo.core.duties import duty

    @duty("slow", every=timedelta(days=1))
    def slow() -> None:
        sys.stdout.write("began\n")
        sys.stdout.flush()
        sys.stdin.read()
        sys.stdout.write("ended\n")

    if "enqueue" in sys.argv:
        jobs.perform.enqueue(name="slow")
    call_command("worker", "--batch")


if __name__ == "__main__":
    main()
