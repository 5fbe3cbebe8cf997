"""Proposals open to who proposes and approves; what is published, to every member."""

from uuid import uuid4

from amparo.core import clock
from amparo.releases import access
from amparo.releases.enums import State
from amparo.releases.models import Release, Review
from amparo.statistics.models import Extract
from tests.doors import is_read_with, opens
from tests.town import town  # noqa: F401


def _release(town, state, scope):  # noqa: F811
    extract = Extract.objects.create(scope=scope, as_of=clock.today(), made_by=town.noe)
    at = clock.now() if state == State.PUBLISHED else None
    return Release.objects.create(
        extract=extract, scope=scope, as_of=extract.as_of, judged={}, state=state,
        proposed_by=town.noe, published_at=at,
    )  # fmt: skip


def test_who_sees_which_release(town):  # noqa: F811
    proposed, published = (
        _release(town, state, scope)
        for state, scope in ((State.PROPOSED, "MX"), (State.PUBLISHED, "GT"))
    )
    for member in (town.noe, town.dora):
        assert set(access.visible_releases(member)) == {proposed, published}
        found = access.get_release_or_404(member, proposed.pk)
        assert found == proposed
        assert is_read_with(found, "extract")
    for member in (town.ana, town.alba, town.fina):
        assert set(access.visible_releases(member)) == {published}
        assert access.get_release_or_404(member, published.pk) == published
        assert opens(access.get_release_or_404, member, proposed.pk) is None
    assert opens(access.get_release_or_404, town.noe, uuid4()) is None


def test_reviews_stay_independent_until_nothing_is_left_to_decide(town):  # noqa: F811
    release = _release(town, State.PROPOSED, "MX")
    hers, his = (
        Review.objects.create(release=release, reviewer=each, approves=True)
        for each in (town.dora, town.elias)
    )
    Review.objects.filter(pk=hers.pk).update(at=clock.now().replace(year=2030))
    assert access.visible_reviews(town.dora, release) == [hers]
    assert access.visible_reviews(town.elias, release) == [his]
    assert access.visible_reviews(town.noe, release) == []
    release.state = State.RETURNED if hasattr(State, "RETURNED") else State.PUBLISHED
    found = access.visible_reviews(town.noe, release)
    assert found == [his, hers]
    assert all(is_read_with(each, "reviewer") for each in found)
