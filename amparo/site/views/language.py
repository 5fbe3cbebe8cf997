from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from amparo.agencies import actions
from amparo.agencies.middleware import keep_language


@login_not_required
@require_POST
def choose(request):
    """Read the site in another language, and stay on the same page."""
    language = request.POST.get("language", "")
    onward = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = "/"
    answer = HttpResponseRedirect(onward)
    if language in dict(settings.LANGUAGES):
        keep_language(request, answer, language)
        if request.member is not None:
            actions.choose_language(by=request.member, language=language)
    return answer
