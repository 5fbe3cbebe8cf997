"""The database keeps to the short way after a table has grown."""

import pytest
from django.db import connection

from amparo.core import planning

pytestmark = pytest.mark.django_db


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL looks by itself")
def test_the_planner_sees_which_index_is_the_short_way():
    with connection.cursor() as cursor:
        cursor.execute("create table visit (agency text, person text)")
        cursor.execute("create index by_agency on visit (agency)")
        cursor.execute("create index by_person on visit (person)")
        rows = [("casa-luz", str(number)) for number in range(5000)]
        cursor.executemany("insert into visit values (%s, %s)", rows)

        def way():
            cursor.execute(
                "explain query plan select * from visit "
                "where agency = 'casa-luz' and person in ('1', '2', '3', '4', '5', '6', '7')"
            )
            return cursor.fetchall()[0][3]

        assert "by_agency" in way()
        planning.look_again()
        assert "by_person" in way()
