"""Tags for the texts of analyses: cite a figure, or ask whether it can be cited."""

from django import template

from amparo.analyses import figures
from amparo.core.errors import CheckFailed
from amparo.evidence import queries as evidence

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


@register.simple_tag
def grade_of(claim):
    """The grade of a claim that a sentence rests on."""
    return figures.graded(evidence.claim(claim))
