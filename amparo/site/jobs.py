"""What the installation as a whole asks of the clock."""

from django.conf import settings

from amparo.agencies import OPERATOR
from amparo.core.duties import DAILY, duty
from amparo.site.backups import making


@duty("backup", every=DAILY, wanted=lambda: bool(settings.BACKUP_DIR))
def backup() -> None:
    making.make(by=OPERATOR)
