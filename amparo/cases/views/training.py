from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases.access import training as access
from amparo.cases.actions import training as actions
from amparo.cases.forms.training import TrainingForm
from amparo.cases.queries import training as queries
from amparo.core import clock


def trainings(request):
    """Who is trained in which procedure, and who decided without it."""
    members = list(access.members_to_train(request.member))
    others = [each for each in members if each.pk != request.member.pk]
    form = TrainingForm(request.POST or None, members=others)
    if request.method == "POST" and form.is_valid():
        actions.record_training(by=request.member, **form.facts())
        messages.success(request, _("The training is on record."))
        return redirect("cases:trainings")
    trained = queries.by_member(members, on=clock.today())
    return render(request, "cases/training/trainings.html", {"form": form, "trained": trained})


@require_POST
def end(request, training_id):
    """It was recorded wrongly, or holds no longer."""
    training = access.get_training_or_404(request.member, training_id)
    actions.end_training(by=request.member, training=training)
    messages.success(request, _("Taken back. What was decided until now stays as it is."))
    return redirect("cases:trainings")
