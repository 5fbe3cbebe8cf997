from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from amparo.assistance.access import shelter as access
from amparo.assistance.queries import shelter as queries
from amparo.people import sheet_pdf

# Neutral, as on every paper: it says neither what it is nor whose.
FILE_NAME = "documento.pdf"


def bed_list(request, shelter_id):
    """Who must be counted when the power is out: beds and first letters, no name of anything."""
    shelter = access.open_shelter(request.member, shelter_id, page="list")
    units = queries.tonight(shelter)
    stays = queries.in_beds(units)
    access.log_printed(request.member, stays)
    context = {"units": units, "guests": len(stays)}
    if request.GET.get("as") != "pdf":
        return render(request, "assistance/shelter/list.html", context)
    html = render_to_string("assistance/shelter/list.html", context, request=request)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(sheet_pdf.sheets(html), content_type="application/pdf", headers=headers)
