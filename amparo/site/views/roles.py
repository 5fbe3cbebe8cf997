from django.shortcuts import render

from amparo.agencies.enums import Role
from amparo.agencies.roles import ROLES, WORDS


def roles(request):
    """Who may do what, on one page that a lawyer can read."""
    mine = request.member.role
    rows = [
        {
            "label": Role(role).label,
            "mine": role == mine,
            "purpose": card.purpose,
            "words": [
                words for permission, words in WORDS.items() if permission in card.permissions
            ],
        }
        for role, card in ROLES.items()
    ]
    return render(request, "site/roles.html", {"rows": rows})
