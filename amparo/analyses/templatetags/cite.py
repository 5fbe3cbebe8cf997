"""Tags for the texts of analyses: cite a figure, or ask whether it can be cited."""

from django import template

from amparo.core.errors import CheckFailed

register = template.Library()


@register.simple_tag(takes_context=True)
def fig(context, figure_id):
    """Cite a figure. A figure that is not held stops the build."""
    if figure_id not in context["figures"]:
        raise CheckFailed(
            f"The text cites the figure {figure_id}, which is not held any more. Restore its "
            "source, or take the sentence out."
        )
    return f"[[fig:{figure_id}]]"


@register.simple_tag(takes_context=True)
def cited(context, figure_id):
    """Whether a figure is held for this place."""
    return figure_id in context["figures"]
