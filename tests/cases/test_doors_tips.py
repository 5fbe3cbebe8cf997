"""Tips, shifts and public lines: whoever answers tips for the agency that received them."""

from datetime import timedelta
from uuid import uuid4

from amparo.agencies.enums import Role
from amparo.cases.access import (
    tips,
)  # fmt: skip
from amparo.cases.actions import duty
from amparo.cases.actions import tips as telling
from amparo.cases.models import (
    PublicLine,
    Shift,
    Tip,
)  # fmt: skip
from amparo.core import clock
from tests.doors import an_event, last_event, opens
from tests.town import _member

DAY = timedelta(days=1)


def test_tips_open_to_operators_of_the_agency_that_received_them(town):
    olga = _member("olga", "Olga Olmo", town.casa_luz, Role.OPERATOR)
    now = clock.now()
    duty.put_on_duty(by=town.alba, member=olga, starts_at=now - DAY, ends_at=now + DAY)
    receipts = [telling.tell(text="Una niña pide limosna.") for _ in range(2)]
    told = [tips.tip_of_receipt(each) for each in receipts]
    assert len(set(told)) == 2
    assert None not in told
    foreign = Tip.objects.get(pk=told[1].pk)
    Tip.objects.filter(pk=foreign.pk).update(agency=town.faro)
    mine = told[0]
    assert set(tips.visible_tips(olga)) == {mine}
    for nobody in (town.ana, town.alba, town.fina, town.bruno):
        assert list(tips.visible_tips(nobody)) == []
        assert opens(tips.get_tip_or_404, nobody, mine.pk) is None
    found = tips.open_tip(olga, mine.pk)
    assert found == mine
    assert {"handed_to", "closed_by"} <= found._state.fields_cache.keys()
    assert last_event() == an_event("tip_opened", olga, mine)
    for wanted in (foreign.pk, uuid4()):
        assert opens(tips.open_tip, olga, wanted) is None
    for wrong in ("", "x", "0000 0000 0000 0000"):
        assert tips.tip_of_receipt(wrong) is None
    shift = Shift.objects.get()
    assert tips.get_shift_or_404(town.alba, str(shift.pk)) == shift
    for wrong in ("0", "x", "9" * 10, "-1"):
        assert opens(tips.get_shift_or_404, town.alba, wrong) is None
    assert opens(tips.get_shift_or_404, town.bruno, str(shift.pk)) is None
    lines = [
        PublicLine.objects.create(name=name, number="800", checked_on=clock.today())
        for name in ("Una", "Dos")
    ]
    for line in lines:
        assert tips.get_line_or_404(str(line.pk)) == line
    assert opens(tips.get_line_or_404, "0") is None
    olga.agency_id = None
    assert list(tips.visible_tips(olga)) == []
