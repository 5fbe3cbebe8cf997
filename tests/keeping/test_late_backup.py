"""A red line on the pages of administrators, and where everyone comes in, after 48 hours."""

import os
import time

import pytest
from django.urls import reverse

from amparo.agencies.enums import Role
from amparo.site.backups import making
from tests.helpers import sign_in
from tests.town import _member, town  # noqa: F401

LINE = "The newest backup is more than 48 hours old"


@pytest.fixture
def disk(settings, tmp_path):
    settings.DEMONSTRATION = False
    settings.BACKUP_DIR = tmp_path
    return tmp_path


def backed_up(disk, *, hours):
    path = disk / "amparo-20260101T000000Z.database"
    path.write_text("")
    os.utime(path, (time.time() - 3600 * hours,) * 2)


@pytest.mark.parametrize(("hours", "late"), [(47.9, False), (48.1, True)])
def test_forty_eight_hours_are_the_limit(disk, hours, late):
    backed_up(disk, hours=hours)
    assert making.is_late() == late


def test_no_backup_no_disk_and_no_setting_are_late(disk, settings):
    assert making.is_late()
    settings.BACKUP_DIR = disk / "not mounted"
    assert making.is_late()
    settings.BACKUP_DIR = None
    assert making.is_late()


def test_a_newer_backup_counts_and_an_older_beside_it_does_not_matter(disk):
    backed_up(disk, hours=400)
    (disk / "amparo-20260301T000000Z.database").write_text("")
    assert not making.is_late()


def says(client, member, page):
    sign_in(client, member)
    return LINE in client.get(reverse(page)).content.decode()


def test_administrators_read_it_everywhere_and_others_where_they_come_in(town, disk, client):  # noqa: F811
    ada = _member("ada", "Ada Agua", town.programme, Role.ADMINISTRATOR)
    assert says(client, ada, "site:home")
    assert says(client, ada, "site:roles")
    assert says(client, town.noe, "site:home")
    assert not says(client, town.noe, "site:roles")


def test_nobody_reads_it_in_a_demonstration_or_after_a_backup(town, disk, settings, client):  # noqa: F811
    backed_up(disk, hours=1)
    assert not says(client, town.noe, "site:home")
    settings.DEMONSTRATION = True
    backed_up(disk, hours=100)
    assert not says(client, town.noe, "site:home")
