"""An invented document that tells of an agreement."""

from amparo.evidence.models import Document, Source

TITLES = {"title_en": "Invented", "title_es": "Inventado"}


def document() -> Document:
    source = Source.objects.create(code="source/x", kind="other", independence_group="x", **TITLES)
    return Document.objects.create(code="document/x", source=source, language="en", **TITLES)
