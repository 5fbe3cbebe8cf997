"""The fields of `core.form_fields`, by the name under which the rooms about people know them."""

from amparo.core.form_fields import LINE, PAGE, Choice, Day, Lead, Many, Words

__all__ = ["LINE", "PAGE", "Choice", "Day", "Lead", "Many", "Words"]
