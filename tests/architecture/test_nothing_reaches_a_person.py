"""Nothing is sent to a person by itself, and no page leads to a service that would keep her number.

Whatever module sends anything and touches where a person is reached asks
`people.policies.contact.can_contact` in the same module.
"""

import ast
import re

from tests.architecture.source import ROOT, modules, name

SENDING = {
    "django.core.mail",
    "amparo.core.outbox",
    "smtplib",
    "http.client",
    "urllib.request",
    "requests",
    "httpx",
    "twilio",
    "telnetlib",
}
REACHED_AT = {"phone", "address", "contact_notes", "third_person"}
LINK = re.compile(
    r"""["'`](tel|sms|smsto|callto|whatsapp|tg):|wa\.me|t\.me/|api\.whatsapp""", re.IGNORECASE
)
SERVICES = ("*.html", "*.js", "*.txt")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sends(tree) -> bool:
    return bool(SENDING & set(imported(tree)))


def touches_a_person(tree) -> set[str]:
    """The fields by which somebody is reached, where a module reads one or names one."""
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return REACHED_AT & (read | {each for each in named if isinstance(each, str)})


def asks_first(tree) -> bool:
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) == "can_contact"
        for node in ast.walk(tree)
    )


def goes_round(source: str) -> bool:
    tree = ast.parse(source)
    return sends(tree) and bool(touches_a_person(tree)) and not asks_first(tree)


def trees():
    return {name(path): ast.parse(path.read_text()) for path in modules("amparo")}


def test_the_check_sees_a_way_round_and_lets_the_door_pass():
    sending = "from django.core.mail import EmailMessage\n"
    assert goes_round(f"{sending}EmailMessage('', '', None, [person.phone])")
    assert goes_round("import smtplib\nsmtplib.SMTP().send(getattr(row, 'address'))")
    assert not goes_round(f"{sending}EmailMessage('', '', None, [member.email])")
    assert not goes_round(f"{sending}can_contact(rules).or_refuse()\nperson.phone")


def test_who_sends_never_touches_where_a_person_is_reached_without_asking_her_rules():
    found = {
        module: touches_a_person(tree)
        for module, tree in trees().items()
        if sends(tree) and touches_a_person(tree) and not asks_first(tree)
    }
    # An address there is that of a page, for a member.
    known = {"amparo/agencies/notify.py": {"address"}}
    assert {module: fields - known.get(module, set()) for module, fields in found.items()} == {
        module: set() for module in found
    }


def test_no_page_leads_to_a_telephone_or_a_messaging_service():
    files = [path for kind in SERVICES for path in (ROOT / "amparo").rglob(kind)]
    files += modules("amparo")
    assert len(files) > 100
    links = {
        str(path.relative_to(ROOT)): found[0]
        for path in files
        if (found := LINK.search(path.read_text(errors="replace")))
    }
    assert links == {}
