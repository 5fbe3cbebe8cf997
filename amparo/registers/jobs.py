"""What the worker does for registers: bring large ones in, forget those nobody came back to."""

from datetime import timedelta

from django_tasks import task

from amparo.agencies import OPERATOR
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.duties import DAILY, duty
from amparo.core.jobs import wordless
from amparo.registers import actions
from amparo.registers.models import Import, Upload

KEPT = timedelta(days=1)


@task
def bring_in(upload_id: str, member_id: str) -> None:
    """Bring in a register that was too large for a page. Killed half way, it goes on again."""
    upload = Upload.objects.select_related("agency").filter(pk=upload_id).first()
    if upload is None:
        return
    with wordless():
        actions.bring_in_upload(by=Member.objects.get(pk=member_id), upload=upload)


@task
def undo(import_id: str, member_id: str) -> None:
    brought = Import.objects.select_related("agency").filter(pk=import_id).first()
    if brought is None:
        return
    with wordless():
        actions.undo(by=Member.objects.get(pk=member_id), brought=brought)


@duty("drop_stale_uploads", every=DAILY)
def drop_stale_uploads() -> None:
    actions.drop_stale_uploads(by=OPERATOR, before=clock.now() - KEPT)
