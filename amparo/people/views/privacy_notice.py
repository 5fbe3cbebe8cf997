from django.http import Http404
from django.shortcuts import render

from amparo.people import notice


def privacy_notice(request, version):
    """The privacy notice in one of its versions, to be read aloud or printed."""
    if version not in notice.versions():
        raise Http404
    context = {"version": version, "blocks": notice.blocks(version)}
    return render(request, "people/notice.html", context)
