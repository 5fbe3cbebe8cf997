from django.http import HttpResponse
from django.views.decorators.http import require_POST


@require_POST
def stay(request):
    """Being asked is the activity: the session lives on."""
    return HttpResponse(status=204)
