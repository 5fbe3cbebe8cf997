"""Every part a page is made of, shown once, so that the next page is built from the same ones."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.agencies import drafts, queries
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision

DRAFT = "components"


class Example(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("A short line"),
        help_text=gettext_lazy("Help stands above the field, so that nothing hides it."),
        widget=forms.TextInput(attrs={"class": "input--medium"}),
    )
    day = forms.DateField(
        label=gettext_lazy("A day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input--medium"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("One of many"),
        choices=[("", "—"), ("a", gettext_lazy("First")), ("b", gettext_lazy("Second"))],
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("One of few"),
        help_text=gettext_lazy("Not asked, refused and unknown are three different answers."),
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("unknown", gettext_lazy("Unknown")),
            ("refused", gettext_lazy("Refused")),
            ("not_asked", gettext_lazy("Not asked")),
        ],
        widget=forms.RadioSelect,
    )
    several = forms.MultipleChoiceField(
        label=gettext_lazy("Several of few"),
        required=False,
        choices=[("a", gettext_lazy("First")), ("b", gettext_lazy("Second"))],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label=gettext_lazy("One tick"), required=False)
    text = forms.CharField(label=gettext_lazy("A long text"), required=False, widget=forms.Textarea)


def components(request):
    form = Example(request.POST or None)
    draft = queries.draft(request.member, DRAFT)
    if "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "form": form,
        "draft": draft,
        "draft_key": DRAFT,
        "page": Paginator(range(60), 20).get_page(request.GET.get("page")),
        "may": ALLOWED,
        "may_not": Decision(_("This has already been answered.")),
        "facts": [(_("Number"), "K7-2231"), (_("Next step"), _("Call back")), (_("Place"), "")],
        "columns": [_("Number"), _("Next step"), _("Status")],
        "rows": [
            ["K7-2231", _("Call back"), _("Open")],
            ["M2-9040", _("Write the safety plan"), _("Waiting")],
        ],
        "entries": [
            {"at": clock.today(), "title": _("Opened"), "text": _("First conversation.")},
            {"at": clock.today(), "title": _("Consent recorded"), "by": request.member},
        ],
    }
    return render(request, "site/components.html", context)
