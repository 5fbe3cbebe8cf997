"""What the installation as a whole asks of the clock."""

from pathlib import Path

from django.conf import settings

from amparo.agencies import OPERATOR
from amparo.core.duties import DAILY, duty
from amparo.core.errors import CheckFailed
from amparo.site.backups import actions, making


@duty("backup", every=DAILY, wanted=lambda: bool(settings.BACKUP_DIR))
def backup() -> None:
    making.make(by=OPERATOR)


@duty("forget_old_keys", every=DAILY)
def forget_old_keys() -> None:
    """Destroy old copies of the key store, also where no backup is made any more."""
    folder = settings.BACKUP_KEYS_DIR
    unreached = making.forget_old_keys(*([Path(folder)] if folder else []))
    if unreached:
        actions.note_unreached(by=OPERATOR, copies=unreached)
        raise CheckFailed(f"{unreached} old copies of the key store cannot be reached.")
