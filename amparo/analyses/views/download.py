from django.http import Http404, HttpResponse

from amparo.analyses import actions, asking
from amparo.audit.middleware import leaves_something


@leaves_something
def download(request, place, language, as_of, kind):
    """One file of an analysis. Its name says the place and the day, which are public."""
    if kind not in asking.KINDS:
        raise Http404
    name, media = asking.KINDS[kind]
    code, day = asking.place_and_day_or_404(place, as_of)
    built = actions.build(
        by=request.member,
        place=code,
        language=asking.language_or_404(language),
        as_of=day,
        names=[name],
    )
    answer = HttpResponse(built.files[name], content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{code}-{day}-{language}.{kind}"'
    return answer
