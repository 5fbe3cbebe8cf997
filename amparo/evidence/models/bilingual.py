from django.utils.translation import get_language


class Bilingual:
    """A record with a title in both languages, shown in the language of the page."""

    title_en: str
    title_es: str

    @property
    def title(self) -> str:
        return self.title_es if (get_language() or "").startswith("es") else self.title_en
