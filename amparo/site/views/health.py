from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse

from amparo.site import parts


@login_not_required
@transaction.non_atomic_requests
def health(request):
    """Ok, or which part is not. Says nothing else: anyone can ask."""
    failing = parts.failing()
    status = 200 if not failing else 503
    return JsonResponse({"ok": not failing, "failing": failing}, status=status)
