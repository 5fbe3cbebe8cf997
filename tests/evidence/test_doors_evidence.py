"""Evidence opens to every member who has not left; a data set only if it is public elsewhere."""

from types import SimpleNamespace as Thing

from amparo.core import clock
from amparo.evidence import access
from amparo.evidence.models import Claim, DataSet, Derivation, Document, Source, Statement
from tests.doors import is_read_with, opens
from tests.town import town  # noqa: F401

GONE, HERE = Thing(is_active=False), Thing(is_active=True)
TITLES = {"title_en": "Invented", "title_es": "Inventado"}


def test_evidence_opens_to_members(town):  # noqa: F811
    source = Source.objects.create(
        code="source/one", kind="other", independence_group="a", **TITLES
    )
    document = Document.objects.create(code="document/one", source=source, language="es", **TITLES)
    statement = Statement.objects.create(
        code="statement/one", document=document, words="Diez.", start=0, end=5,
        document_sha256="0" * 64,
    )  # fmt: skip
    claims = [
        Claim.objects.create(
            code=f"claim/{name}", statement=statement, document=document, said_by=source,
            subject="people", measure="count", basis="stated", shape="number",
            figure_type="count", **TITLES,
        )
        for name in ("one", "two")
    ]  # fmt: skip
    derived = [
        Derivation.objects.create(code=f"derived/{name}", formula="sum", **TITLES)
        for name in ("one", "two")
    ]
    public, kept = (
        DataSet.objects.create(
            name=name, kind=name, file_sha256="0" * 64, rows=1, columns=[], row_numbers=b"1",
            is_public=name == "public", loaded_at=clock.now(), loaded_by=town.alba,
        )
        for name in ("public", "kept")
    )  # fmt: skip
    assert set(access.visible_claims(HERE)) == set(claims)
    assert set(access.visible_derivations(HERE)) == set(derived)
    (found,) = access.visible_datasets(HERE)
    assert found == public != kept
    assert found.get_deferred_fields() == {"row_numbers"}
    for door in (access.visible_claims, access.visible_derivations, access.visible_datasets):
        assert list(door(GONE)) == []
    for name, claim, other in zip(("one", "two"), claims, derived, strict=True):
        found = access.get_claim_or_404(HERE, name)
        assert found == claim
        assert is_read_with(found, "document__source", "said_by", "statement")
        assert access.get_derivation_or_404(HERE, name) == other
    for door in (access.get_claim_or_404, access.get_derivation_or_404):
        assert opens(door, GONE, "one") is None
        assert opens(door, HERE, "three") is None
