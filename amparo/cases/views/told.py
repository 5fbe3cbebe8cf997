"""The pages for whoever wants to tell something. Nothing of who looks at them is kept or set."""

from amparo.cases import tip_receipts
from amparo.cases.access import tips as access
from amparo.cases.actions import tips as actions
from amparo.cases.forms.tips import MOST_BYTES, MoreForm, ReceiptForm, TipForm
from amparo.cases.policies import tips as policies
from amparo.cases.queries import tips as queries
from amparo.core.decisions import Refused
from amparo.core.traceless import leaves_no_trace, shown


@leaves_no_trace(most_bytes=MOST_BYTES)
def tell(request):
    """Tell something while somebody is on duty; otherwise the lines and their hours."""
    is_covered = queries.on_duty() is not None
    may_tell = policies.can_take(is_covered=is_covered)
    form = TipForm(request.POST or None)
    if may_tell and request.method == "POST" and form.is_valid():
        try:
            receipt = tip_receipts.shown(actions.tell(**form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return shown(request, "cases/tips/receipt.html", {"receipt": receipt})
    context = {"form": form, "may_tell": may_tell, "lines": queries.lines()}
    return shown(request, "cases/tips/tell.html", context)


@leaves_no_trace(most_bytes=MOST_BYTES)
def answer(request):
    """With the receipt: whether it was read, what was answered, and room for more words."""
    form = ReceiptForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return shown(request, "cases/tips/ask.html", {"form": form})
    receipt = form.cleaned_data["receipt"]
    tip = access.tip_of_receipt(receipt)
    if tip is None:
        return shown(request, "cases/tips/ask.html", {"form": form, "unknown": True})
    more, is_covered = MoreForm(request.POST if "text" in request.POST else None), queries.on_duty()
    may_add = policies.can_add_words(tip, held=len(tip.added), is_covered=is_covered is not None)
    added = False
    if may_add and more.is_bound and more.is_valid():
        try:
            tip = actions.add_words(tip=tip, text=more.cleaned_data["text"])
        except Refused as refusal:
            more.add_error(None, str(refusal))
        else:
            added, more = True, MoreForm()
    context = {"tip": tip, "receipt": receipt, "more": more, "may_add": may_add, "added": added}
    return shown(request, "cases/tips/answer.html", context)
