"""Make what the pages are about on the demonstration being served, and print the ids as JSON.

Everything through actions, by the members whose work it is. Everyone is invented.
"""

import hashlib
import json
import secrets
import sys
import tempfile
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from allauth.mfa.utils import decrypt  # noqa: E402

from amparo.agencies import OPERATOR  # noqa: E402
from amparo.agencies import actions as agencies  # noqa: E402
from amparo.agencies.enums import EndReason, Role  # noqa: E402
from amparo.agencies.models import Member  # noqa: E402
from amparo.agencies.queries import fresh_totp_secret  # noqa: E402
from amparo.agreements.actions import agreements  # noqa: E402
from amparo.agreements.models import DataClause, Deliverable  # noqa: E402
from amparo.assistance import actions as assistance  # noqa: E402
from amparo.assistance import domains  # noqa: E402
from amparo.assistance.actions import (  # noqa: E402
    barriers,
    daybook,
    feedback,
    justice,
    medication,
    needs,
    plan,
    shelter,
    stay,
)
from amparo.assistance.enums.feedback import Question  # noqa: E402
from amparo.cases import actions as cases  # noqa: E402
from amparo.cases.actions import children as for_a_child  # noqa: E402
from amparo.cases.actions import (  # noqa: E402
    closing,
    conflicts,
    disclosures,
    duty,
    glass,
    letters,
    notes,
    retention,
    risk,
    safety_plan,
    tasks,
    tips,
    training,
)
from amparo.cases.models import (  # noqa: E402
    Case,
    ChildMeasure,
    ChildNotice,
    RestoredRight,
    Tip,
)
from amparo.committees.actions import resolutions, sessions  # noqa: E402
from amparo.committees.models import Committee  # noqa: E402
from amparo.committees.queries import sessions as rolls  # noqa: E402
from amparo.core import clock  # noqa: E402
from amparo.core.decisions import Refused  # noqa: E402
from amparo.directory.actions import bringing, capacity  # noqa: E402
from amparo.directory.actions import service as services  # noqa: E402
from amparo.directory.models import Service  # noqa: E402
from amparo.evidence.models import Claim, Derivation  # noqa: E402
from amparo.journeys.actions import steps as journey_steps  # noqa: E402
from amparo.journeys.models import Journey  # noqa: E402
from amparo.organisations.actions import organisation as organisations  # noqa: E402
from amparo.organisations.models import Organisation  # noqa: E402
from amparo.people import actions as people  # noqa: E402
from amparo.people import keeping  # noqa: E402
from amparo.people.actions import children as stands_for_her  # noqa: E402
from amparo.people.actions import contact as contacts  # noqa: E402
from amparo.people.actions import (  # noqa: E402
    relations,
    translations,
)
from amparo.people.sound import Sound  # noqa: E402
from amparo.projects.models import Project, Spending  # noqa: E402
from amparo.referrals import envelope  # noqa: E402
from amparo.referrals.actions import packages  # noqa: E402
from amparo.registers import actions as registers  # noqa: E402
from amparo.releases.models import Release  # noqa: E402
from amparo.reporting.actions import reports as reporting  # noqa: E402
from amparo.reporting.actions import transparency  # noqa: E402
from amparo.reporting.models import OwedReturn  # noqa: E402
from amparo.statistics.models import Extract  # noqa: E402
from tests.helpers import as_if  # noqa: E402
from tests.registers.messy import REGISTERS  # noqa: E402
from tests.reporting.books import form, sent  # noqa: E402

# No living person bears these names together.
NAMES = {
    "given_names": "Xquic María de los Ángeles",
    "paternal_surname": "Piedraluna",
    "maternal_surname": "Nubarrón",
}


def member(username):
    return Member.objects.select_related("agency").get(username=username)


def a_case(ana):
    """One case with something in every corner of its pages."""
    case = cases.take_in(
        by=ana,
        agency=ana.agency,
        about_person=NAMES
        | {
            "birth_date": "2001-05-04",
            "birth_year": 2001,
            "gender": "Feminine",
            "citizenships": ["GT", "MX"],
            "languages": ["quc", "es"],
            "phone": "555-0100 (inventado)",
            "address": "Calle Inventada 7, Tapachula",
        },
        about_case={
            "opened_on": date(2026, 3, 1),
            "immediate_danger": "yes",
            "safety_note": "Nadie en el mercado puede saberlo. Llamar solo por la mañana.",
            "next_step": "Acompañarla con la médica y pedir la copia del expediente.",
            "next_step_on": date(2026, 3, 9),
            "notes": "Prefiere hablar en k'iche'. Vino con su hermana menor.",
        },
    )
    event = cases.record_event(
        by=ana,
        cases=[case],
        acts=["Recruitment", "Transportation"],
        definition_version="htcds-2.0",
        places=[("GT-01", "origin"), ("MX-CHP", "exploitation")],
    )
    for answer, block in (("granted", "facts"), ("refused", "identity")):
        consent = people.record_consent(
            by=ana,
            person=case.person,
            purpose="assistance",
            block=block,
            recipient="hospital",
            answer=answer,
            language="quc",
            how="spoken",
            interpreter=True,
            notice_version="2026-11",
        )
    given = {"service": "Shelter", "given_on": date(2026, 3, 2), "cost": 1250, "currency": "MXN"}
    entry = assistance.record(by=ana, case=case, provider="Casa Luz (inventada)", **given)
    assistance.correct(by=ana, entry=entry, service="MedicalCare", given_on=date(2026, 3, 3))
    entry = assistance.record(by=ana, case=case, service="Food", given_on=date(2026, 3, 4))
    document = cases.add_document(
        by=ana,
        case=case,
        content=b"%PDF-1.4 invented",
        copy=b"%PDF-1.5 invented",
        file_type="pdf",
        kind="other",
        received_on=date(2026, 3, 5),
        title="Receta de la médica",
        file_name="receta_inventada.pdf",
    )
    facts = {"case": case, "level": "team", "noted_on": date(2026, 3, 5)}
    note = notes.write_note(by=ana, text="Vino con su hermana; durmió bien.", **facts)
    notes.correct_note(by=ana, note=note, text="Vino con su hermana; durmió mal.")
    wrong = notes.write_note(by=ana, text="Se fue a las tres.", **facts)
    notes.strike_note(by=ana, note=wrong, reason="wrong")
    facts["level"] = "supervision"
    notes.write_note(by=ana, text="Quisiera hablar de este caso.", **facts)
    about = {"template": "medical_care", "language": "es", "issued_on": date(2026, 3, 5)}
    about |= {"addressee": "Hospital inventado", "body": "Se pide atención para quien lo presenta."}
    standing = letters.issue_letter(by=ana, case=case, place="Tapachula", **about)
    about |= {"language": "en", "body": "We ask for medical care.", "copies": "Archive"}
    letter = letters.issue_letter(by=ana, case=case, **about)
    letters.take_out_letter(by=ana, letter=letter)
    wrong = letters.take_out_letter(by=ana, letter=letters.issue_letter(by=ana, case=case, **about))
    said = {"reason": "not_sent", "words": "Lies torn in the drawer."}
    letters.void_letter(by=ana, letter=wrong, **said)
    notes.mask_words(by=ana, case=case, words=["su hermana"])
    for text in ("Pedir la copia de su acta de nacimiento.", "Llamar a la escuela."):
        tasks.add(by=ana, case=case, text=text, due_on=date(2026, 3, 6), assignee=ana)
    tasks.finish(by=ana, task=tasks.add(by=ana, case=case, text="Comprar zapatos."))
    how_to_contact_her(ana, case.person)
    screening = a_screening(ana, case)
    related = around_her(ana, case.person)
    safety_plan.keep_safety_plan(
        by=ana,
        case=case,
        parts={"signs": "Llega sin avisar.", "people": "La vecina de enfrente."},
        next_due_on=clock.today() + timedelta(days=30),
        card_kind="shopping",
        card_lines="Pan\nLeche",
        card_phone="961 555 0100",
    )
    risk.assess_risk(
        by=ana,
        case=case,
        levels={"person": "high", "family": "medium"},
        reasons={"person": "La buscan en el mercado.", "family": "Amenazaron a su hermana."},
        next_due_on=clock.today(),
    )
    cases.choose_label(by=ana, case=case, text="Carpeta verde, la de la médica")
    return {
        "case": case.pk,
        "person": case.person_id,
        "event": event.pk,
        "consent": consent.pk,
        "entry": entry.pk,
        "document": document.pk,
        "screening": screening.pk,
        "related": related.pk,
        "note": note.pk,
        "letter": standing.pk,
        "letter in English": letter.pk,
    }


def a_second_record(ana):
    """She came back, and somebody wrote her down once more."""
    person = NAMES | {"birth_year": 2012, "citizenships": ["GT"]}
    return {
        "case of the second record": cases.take_in(
            by=ana,
            agency=ana.agency,
            about_person=person,
            about_case={"opened_on": date(2026, 4, 2)},
        ).pk
    }


def a_plan(ana, alba, case_id):
    """What she needs, asked twice; a plan approved, and a newer version that waits."""
    case = Case.objects.get(pk=case_id)
    for day, level in ((date(2026, 3, 2), "urgent"), (date(2026, 3, 30), "some")):
        answers = {
            "housing": {"level": level, "note": "No quiere dormir cerca de la calle."},
            "health": {"level": "urgent", "note": "Le duele una muela."},
            "family": {"level": "refused", "note": ""},
        }
        facts = {"assessed_on": day, "list_version": domains.newest(), "answers": answers}
        needs.assess(by=ana, case=case, **facts)
    first = plan.begin(by=ana, case=case)
    rows = [
        ("Pedir cita con la dentista", "Hospital Inventado", date(2026, 3, 20)),
        ("Buscar un cuarto que cierre con llave", "Casa Luz", None),
    ]
    plan.write_goal(by=ana, plan=first, words="«Quiero dormir sin miedo.»", rows=rows)
    facts = {"agreed": "yes", "language": "es", "review_on": date(2026, 6, 1), "note": "Contenta."}
    first = plan.say_about(by=ana, plan=first, seen_version=2, **facts)
    first = plan.send(by=ana, plan=first)
    first = plan.approve(by=alba, plan=first, seen_version=first.version)
    done = first.goals.get().actions.first()
    plan.end_action(by=ana, action=done, state="done")
    second = plan.begin(by=ana, case=case)
    goal = plan.write_goal(by=ana, plan=second, words="«Quiero estudiar.»", rows=rows[1:])
    second = plan.say_about(by=ana, plan=second, seen_version=2, agreed="in_part")
    plan.send(by=ana, plan=second)
    today = clock.today()
    facts = {"what": "Paracetamol", "dose": "Una tableta de 500 mg", "begins_on": today}
    taken = medication.prescribe(by=ana, case=case, hours=["08:00", "20:00"], **facts)
    medication.record_dose(by=ana, medication=taken, day=today, hour="08:00", state="given")
    facts = {"kind": "hearing", "day": date(2026, 12, 1), "what": "Declarar, con intérprete."}
    hearing = justice.keep_date(by=ana, case=case, authority="Juzgado Inventado", **facts)
    facts = {"file_number": "CI/INVENTADA/0007/2026", "authority": "Fiscalía Inventada"}
    known = {"registration": "preparing", "attachments": ["identity"]}
    justice.keep_file(by=ana, case=case, seen_version=0, **facts, **known)
    return {"goal": goal.pk, "hearing": hearing.pk}


def what_stood_in_the_way(alba, case_id):
    """Of more than five people, so that a page has a number to show; one of them is hers."""
    ours = list(Case.objects.filter(agency=alba.agency).exclude(pk=case_id).order_by("pk")[:7])
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    facts = {"service": "Health", "kind": "distance", "met_on": last_month, "done": "nothing"}
    note = "Son dos horas en camión y el último sale a las cuatro."
    cases = [Case.objects.get(pk=case_id), *ours]
    held = [barriers.write(by=alba, case=case, note=note, **facts) for case in cases]
    for each in held:
        as_if(each, recorded_at=clock.end_of_day(last_month))
    barriers.strike(by=alba, barrier=barriers.write(by=alba, case=cases[0], **facts))
    return {"barrier": held[0].pk}


def an_opinion(ana, alba):
    """Sums of five papers and more, and a telephone that waits for its first answer."""
    counts = {one.value: {"yes": 4, "in_part": 1, "no": 1} for one in Question}
    feedback.count_papers(by=alba, about="all", number=6, counts=counts)
    return {"turn": feedback.hand_over(by=ana, about="all", is_safe=True, is_wanted=True)}


def close(case, ana, alba):
    ends = {"status": "Closed", "reason": "goals_reached", "words": "Vive con su tía, contenta."}
    closing.approve(by=alba, closing=closing.ask(by=ana, case=case, **ends))


def closings(ana, alba):
    """One case whose closing waits for Alba, one that was closed, taken up again and closed."""
    made = []
    for _ in range(2):
        made.append(cases.take_in(by=ana, agency=ana.agency, about_person={}, about_case={}))
    to_close, case = made
    ends = {"status": "ClosedReferred", "reason": "goes_on_elsewhere", "words": "Sigue el DIF."}
    closing.ask(by=ana, case=to_close, **ends)
    close(case, ana, alba)
    closing.reopen(by=ana, case=case, reason="she_came_back", words="Pidió ver a la médica.")
    close(case, ana, alba)
    return {"case to close": to_close.pk, "closed case": case.pk}


def around_her(ana, person):
    """Somebody suspected, and a sister who is threatened too."""
    relations.add_related(
        by=ana, person=person, relation="sibling", name="Ixchel Piedraluna", threatened=True
    )
    return relations.add_related(
        by=ana,
        person=person,
        relation="employer",
        name="Rufino Inventado, «El Ingeniero»",
        recognised_by="Camioneta gris con una calcomanía de un puerto inventado.",
        suspected=True,
        never_contact=True,
        note="Preguntó por ella en el mercado.",
    )


def how_to_contact_her(ana, person):
    """Two versions of what she said, a contact within it and one outside."""
    contacts.say_how_to_contact(by=ana, person=person, answer="unknown")
    days = {"days": list(range(7)), "from": "00:00", "until": "23:59"}
    contacts.say_how_to_contact(
        by=ana,
        person=person,
        seen_version=1,
        answer="yes",
        ways=[{"channel": "call", **days}],
        may_answer="Solo ella. Si contesta otra persona, colgar.",
        words="Soy la costurera; su vestido está listo.",
        code_phrase="¿Ya llegaron las mandarinas?",
    )
    called = {"channel": "call", "began": "us", "outcome": "reached"}
    contacts.log_contact(by=ana, person=person, **called, note="Está bien y viene el lunes.")
    visited = called | {"channel": "visit", "outside_reason": "La médica la esperaba."}
    contacts.log_contact(by=ana, person=person, **visited)


def a_screening(ana, case):
    """Asked twice by one list, the second time with another answer; and decided by two bodies."""
    said = {"act.recruitment": "yes", "exploitation.hours": "yes", "exploitation.salary": "refused"}
    for day, more in ((4, {}), (20, {"exploitation.salary": "yes", "exploitation.law": "no"})):
        screening = cases.record_screening(
            by=ana,
            case=case,
            procedure="ilo-labour-child-1",
            screened_on=date(2026, 3, day),
            age="yes",
            answers=said | more,
            notes="Habló en k'iche' con una intérprete de confianza.",
        )
    whole = {
        "by": ana,
        "case": case,
        "country": "MX",
        "decided_on": date(2026, 3, 21),
        "procedure_version": screening.procedure,
        "reasons": "Dos conversaciones con intérprete; nadie la presionó.",
    }
    lesson = {"trained_on": date(2026, 3, 1), "valid_until": clock.today() + timedelta(days=300)}
    training.record_training(
        by=member("alba"),
        member=ana,
        procedure="ilo-labour-child-1",
        trained_by="Instituto inventado",
        **lesson,
    )
    cases.store_decision(
        kind="operational", outcome="identified", body="NGO", screening=screening, **whole
    )
    cases.store_decision(kind="official", outcome="not_identified", body="Police", **whole)
    return screening


def an_emergency(ana, alba):
    """A child's file, which opens to Ana alone, and which Alba opened in an emergency."""
    born = clock.today().year - 14
    child = {"given_names": "Ixchel", "birth_date": str(born), "birth_year": born}
    case = cases.take_in(by=ana, agency=ana.agency, about_person=child, about_case={})
    words = "Llama el hospital y nadie del equipo contesta."
    made = {"glass": glass.break_glass(by=alba, case=case, reason="health", words=words).pk}
    return made | taken_further(ana) | a_childs_file(ana, case)


def taken_further(ana):
    """An emergency of Gala's, which Flor took further: a third person settles it."""
    born = clock.today().year - 15
    child = {"given_names": "Itzel", "birth_date": str(born), "birth_year": born}
    case = cases.take_in(by=ana, agency=ana.agency, about_person=child, about_case={})
    words = "Preguntan por ella en la puerta y nadie del equipo contesta."
    # Until it is settled she opens no other file so, and Alba must be able to.
    gala = colleague("gala", "Gala Demostración", Role.COORDINATOR, ana.agency)
    held = glass.break_glass(by=gala, case=case, reason="danger", words=words)
    found = "Imprimió la hoja y no dijo para quién. La coordinación del programa debe oírla."
    # Whoever takes it further does not settle it, so Fina is left to do it.
    flor = colleague("flor", "Flor Demostración", Role.DATA_PROTECTION, ana.agency)
    glass.review_glass(by=flor, glass=held, outcome="escalated", review=found)
    return {"glass taken further": held.pk}


def colleague(username, name, role, agency):
    password = secrets.token_urlsafe(20)
    facts = {"display_name": name, "role": role, "agency": agency, "password": password}
    agencies.enrol(by=OPERATOR, username=username, **facts)
    return member(username)


def a_childs_file(ana, case):
    """Everything that the page about a child can show: who stands for her, what was decided."""
    today = clock.today()
    soon, person = today + timedelta(days=14), case.person
    doubt = {"found_on": today, "reasons": "Dice que tiene catorce años; su acta dice veinte."}
    stands_for_her.find_age(by=ana, person=person, said="presumed", **doubt)
    uncle = {"name": "Ulises Inventado", "relation": "family", "basis": "order"}
    stands_for_her.add_guardian(
        by=ana, person=person, suspected="yes", suspected_why="Ella le teme.", **uncle
    )
    authority = stands_for_her.add_guardian(
        by=ana,
        person=person,
        name="Procuraduría de Protección (inventada)",
        relation="other",
        basis="authority",
        suspected="no",
        since=today,
    )
    asked = {"purpose": "statistics", "block": "facts", "recipient": "programme_statistics"}
    how = {"language": "es", "how": "spoken", "notice_version": "2026-11"}
    people.record_consent(
        by=ana,
        person=person,
        answer="refused",
        assent={
            "guardian": authority,
            "guardian_says": "granted",
            "says": "refused",
            "words": "No quiero que nadie sepa.",
            "explained": "Con dibujos, sin prisa.",
        },
        **asked,
        **how,
    )
    notice = ChildNotice(
        case=case, office="Procuraduría inventada", told_on=today, ask_again_on=soon, folio="A-7"
    )
    measure = ChildMeasure(
        case=case, kind="shelter", by_whom="Juzgado inventado", since=today, review_on=soon
    )
    right = RestoredRight(
        case=case, right="health", what="Vacunas y dentista.", body="Salud", follow_up_on=soon
    )
    for row in (notice, measure, right):
        for_a_child.write_down(by=ana, row=row)
    for_a_child.determine(
        by=ana,
        case=case,
        question="closing",
        outcome="later",
        decided_on=today,
        body="Panel inventado",
        options="Que siga en el albergue, o que viva con su tía.",
        her_view="Quiere seguir en la escuela.",
        reasons="Todavía no se sabe quién es su tía.",
    )
    return {"child's case": case.pk, "child": person.pk, "child notice": notice.pk}


def a_tip(alba, olga):
    """Olga is on duty; a message came in, and a line stands on the public page."""
    now = clock.now()
    duty.put_on_duty(
        by=alba,
        member=olga,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=40),
    )
    line = {"name": "Línea inventada", "number": "00 0000 0000", "hours": "Todo el día"}
    duty.add_line(by=alba, source="Un cartel inventado", checked_on=clock.today(), **line)
    tips.tell(text="Una niña pide limosna frente al mercado.", place="Tapachula, mercado")
    tip = Tip.objects.get()
    tips.answer(by=olga, tip=tip, text="Gracias. Vamos a ir a ver.")
    return {"tip": tip.pk}


def a_shelter(ana, alba, case_id):
    """A house with a family, somebody who is out, a free bed and one out of use."""
    house = shelter.found_shelter(by=alba, agency=alba.agency, name="Casa inventada")
    for name, kind, welcomes in (
        ("Habitación 1", "room", ["women", "lgbti"]),
        ("Unidad 2", "family", ["families"]),
        ("Habitación 3", "room", ["children_alone"]),
    ):
        facts = {"name": name, "kind": kind, "welcomes": welcomes, "beds": 3}
        shelter.add_unit(by=alba, shelter=house, **facts)
    for one in (ana, alba):
        shelter.name_staff(by=alba, shelter=house, member=one)
    at = clock.now() - timedelta(hours=2)
    facts = {"asks_for": "women", "entered_at": at}
    rooms = {unit.name: list(unit.beds.all()) for unit in house.units.all()}
    case = Case.objects.select_related("person").get(pk=case_id)
    stays = stay.enter(
        by=ana,
        case=case,
        bed=rooms["Habitación 1"][0],
        short_name="Luna",
        house_knows="Alergia a la penicilina. Nadie entra de noche sin tocar.",
        belongings="Un anillo, una foto",
        brought_by="Taxi de la institución",
        told_of_rules="En k'iche', con intérprete.",
        **facts,
    )
    about = {"by": ana, "agency": ana.agency, "about_case": {}}
    mother, child = (
        cases.take_in(about_person={"birth_year": year}, **about) for year in (1990, 2018)
    )
    first = rooms["Unidad 2"]
    told = {"short_name": "Estrella", "with_family": True}
    mother = stay.enter(by=ana, case=mother, bed=first[0], **told, **facts)
    told = {"short_name": "Sol", "comes_with": mother, "relation": "child"}
    child = stay.enter(by=ana, case=child, bed=first[1], **told, **facts)
    danger = {"by": ana, "person": mother.case.person, "name": "Nadia", "suspected": True}
    relations.add_related(relation="other", **danger)
    why = {"member": member("nadia"), "reason": "Es otra: la del expediente tiene sesenta años."}
    conflicts.set_aside(by=alba, case=mother.case, **why)
    # Nobody looked at whom she named later: the house does not get Nadia, and the log says it.
    relations.add_related(relation="employer", **danger)
    with suppress(Refused):
        shelter.name_staff(by=alba, shelter=house, member=member("nadia"))
    stay.go_out(by=ana, stay=mother, back_due_on=clock.today(), note="A la escuela")
    shelter.turn_bed(by=alba, bed=rooms["Habitación 3"][2], in_use=False)
    daybook.write_note(by=alba, shelter=house, stay=stays, text="Preguntó por su hermana.")
    daybook.write_note(by=alba, shelter=house, text="Falta gas para mañana.")
    daybook.report(
        by=alba,
        shelter=house,
        stay=stays,
        present=[mother],
        kind="suspect",
        severity="serious",
        happened_at=at,
        what="Un coche desconocido pasó tres veces.",
        done="Se cerró y se avisó.",
        told="Coordinación",
        follow_up_on=clock.today(),
    )
    daybook.hand_over_shift(by=alba, shelter=house)
    return {
        "house": house.pk,
        "unit": house.units.get(name="Unidad 2").pk,
        "stay": stays.pk,
        "case of the mother": mother.case_id,
    }


def a_sharing(case_id, ana, alba, bruno):
    """Something decided for a hospital, something opened to Bruno, something that waits for two."""
    case = Case.objects.select_related("person", "agency").get(pk=case_id)
    today = clock.today()
    made = {}
    recipients = {"disclosure": ("hospital", None), "opened": ("agency", bruno.agency)}
    for name, (recipient, agency) in recipients.items():
        told = {"recipient": recipient, "purpose": "referral", "block": "identity"}
        people.record_consent(
            by=ana,
            person=case.person,
            answer="granted",
            recipient_name=agency.name if agency else "",
            language="quc",
            how="spoken",
            interpreter=True,
            notice_version="2026-11",
            expires_on=today + timedelta(days=30),
            **told,
        )
        made[name] = disclosures.prepare_disclosure(
            by=ana,
            case=case,
            recipient=recipient,
            agency=agency,
            purpose="referral",
            basis="consent",
            expires_on=today + timedelta(days=30),
        )
        disclosures.decide_disclosure(
            by=ana, disclosure=made[name], was_seen=["identity"], seen_at=clock.now()
        )
    made["asked"] = disclosures.prepare_disclosure(
        by=alba,
        case=case,
        recipient="hospital",
        purpose="assistance",
        basis="vital_interest",
        blocks=["health", "contact"],
        reason="Está inconsciente en urgencias; nadie puede preguntarle.",
        expires_on=today + timedelta(days=7),
    )
    disclosures.decide_disclosure(
        by=alba, disclosure=made["asked"], was_seen=["health", "contact"], seen_at=clock.now()
    )
    return {name: each.pk for name, each in made.items()}


def some_referrals(case_id, ana, bruno):
    """To Faro: one that nobody has sent, one that waits, one refused, one closed."""
    from amparo.referrals.actions import referral

    case = Case.objects.select_related("person", "agency").get(pk=case_id)
    first = Service.objects.get(organisation__agency=bruno.agency)
    facts = {"organisation": first.organisation, "place": first.place, "needs": ["Legal"]}
    others = [
        services.record(by=member("sara"), name=f"Faro, {name} (invención)", **facts)
        for name in ("mesa dos", "mesa tres", "mesa cuatro")
    ]
    made = {}
    for name, service in zip(
        ("drafted", "sent", "refused", "closed"), [first, *others], strict=True
    ):
        made[name] = referral.draft(
            by=ana, case=case, service=service, purpose="referral", basis="consent",
            expires_on=clock.today() + timedelta(days=30), need="Legal",
            looked_for={"need": "Legal"},
        )  # fmt: skip
        if name != "drafted":
            seen = {"was_seen": ["identity"], "seen_at": clock.now()}
            referral.send(by=ana, referral=made[name], **seen)
    told = {"refusal": "full", "words": "El lunes se desocupa un lugar."}
    referral.answer(by=bruno, referral=made["refused"], kind="refused", **told)
    referral.close(by=ana, referral=made["closed"], ending="elsewhere")
    emergency = Service.objects.get(organisation__short_name="Hospital de la Frontera")
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="health", recipient="hospital",
        answer="granted", language="quc", how="spoken", notice_version="2026-11",
    )  # fmt: skip
    made["paper"] = referral.draft(
        by=ana, case=case, service=emergency, purpose="referral", basis="consent",
        expires_on=clock.today() + timedelta(days=30), need="MedicalCare", recipient="hospital",
    )  # fmt: skip
    referral.send(by=ana, referral=made["paper"], was_seen=["health"], seen_at=clock.now())
    return {f"{name} referral": each.pk for name, each in made.items()} | {
        "service of faro": others[0].pk,
        "service of the hospital": emergency.pk,
    }


def some_transfers(ana, alba, fina):
    """To Tapachula: one that two of Casa Luz let go, and one that waits for the second of them."""
    from amparo.agencies.models import Agency
    from amparo.referrals.actions import transfer

    told = {"by": alba, "to": Agency.objects.get(code="tapachula"), "reason_code": "safety",
            "basis": "vital_interest", "reason": "Una amenaza inventada, contada por teléfono.",
            "expires_on": clock.today() + timedelta(days=7)}  # fmt: skip
    who, made = {"gender": "Feminine", "birth_date": "1990", "citizenships": ["GT"]}, {}
    for name in ("waiting", "proposed"):
        case = cases.take_in(by=ana, agency=ana.agency, about_person=who, about_case={})
        made[name] = transfer.propose(case=case, **told)
    transfer.confirm(by=fina, transfer=made["waiting"])
    found = {f"{name} transfer": each.pk for name, each in made.items()}
    return found | {"case to transfer": made["waiting"].case_id}


def a_search(ana, bruno):
    """A woman who looks for her brother, and claims of five people, each at another step."""
    from amparo.journeys.actions import claims
    from amparo.journeys.actions import tracing as search
    from amparo.journeys.models import Claim as Asked
    from amparo.journeys.models import Match
    from amparo.people.actions.relations import add_related

    who = {"given_names": "Zenaida", "paternal_surname": "Tronconegro", "gender": "Feminine",
           "birth_date": "1990", "citizenships": ["GT"], "birth_year": 1990}  # fmt: skip
    case = cases.take_in(by=ana, agency=ana.agency, about_person=who, about_case={})
    people.record_consent(
        by=ana, person=case.person, purpose="tracing", block="identity", recipient="own_agency",
        answer="granted", language="es", how="spoken", notice_version="2026-11",
    )  # fmt: skip
    facts = {"told": "Le decían Gallo.", "last_seen": "En una terminal inventada."}
    search.begin(by=ana, case=case, name="Anselmo Tronconegro", relation="sibling", **facts)
    feared = {"relation": "partner", "never_contact": True, "suspected": True}
    add_related(by=ana, person=case.person, name="Fulgencio Amate Roto", **feared)
    asked = {"sought": "Cenaida Tronconegro", "relation": "sibling", "sought_year": 1990,
             "tells": "La mamá se llamaba Flora.", "reached_by": "555-0111 (invención)",
             "papers": "Acta de nacimiento.", "sought_places": "Aldea Inventada"}  # fmt: skip
    names = [
        "Anselmo Tronconegro",
        "Bonifacio Uno",
        "Crispín Dos",
        "Dámaso Tres",
        "Fulgencio Amate",
    ]
    made = {name: claims.take_down(by=bruno, claimant=name, **asked) for name in names}
    claims.compare_all()
    held = {name: Match.objects.get(claim=claim) for name, claim in made.items()}
    verified = {"papers": "Acta, con el registro civil.", "fits": "Sí, Flora."}
    for name in names[1:4]:
        search.verify(by=ana, match=held[name], **verified)
    for name in names[2:4]:
        yes = {"answer": "granted", "language": "es", "how": "spoken", "notice_version": "2026-11"}
        search.answer_of_hers(by=ana, match=held[name], **yes)
    search.confirm(by=member("alba"), match=held[names[3]])
    # As it is three weeks later.
    due = made[names[3]]
    Asked.objects.filter(pk=due.pk).update(
        taken_on=due.taken_on - timedelta(days=21), answer_on=due.taken_on
    )
    Match.objects.filter(pk=held[names[3]].pk).update(due_on=due.taken_on)
    states = ("found", "verified", "agreed", "confirmed", "blocked")
    rows = zip(states, names, strict=True)
    return {f"{state} match": held[name].pk for state, name in rows} | {
        "family claim": made[names[0]].pk,
        "due family claim": due.pk,
        "case of a search": case.pk,
    }


def some_lives(ana, alba):
    """One who is accompanied, with visits, a grant and what was promised; one who is not reached;
    one whom it became known of that she was in danger again."""
    from decimal import Decimal

    from amparo.journeys import life
    from amparo.journeys.actions import grants, lost_contact
    from amparo.journeys.actions import reintegration as lives
    from amparo.taxonomy.models import Place

    who = {"gender": "Feminine", "birth_date": "1999", "citizenships": ["GT"], "languages": ["es"]}
    always = {"days": list(range(7)), "from": "00:00", "until": "23:59"}
    opened = {"answer": "yes", "ways": [{"channel": "visit", **always}]}
    now, ago = clock.now(), lambda days: clock.today() - timedelta(days=days)

    def begun(days):
        case = cases.take_in(
            by=ana, agency=ana.agency, about_person=who, about_case={}, contact=opened
        )
        as_if(case.person.safe_contacts.get(), recorded_at=now - timedelta(days=days + 1))
        place = Place.objects.filter(pk="GT-01").first()
        return case, lives.begin(
            by=ana, case=case, where="returned", begun_on=ago(days), place=place
        )

    def visited(held, days, **facts):
        at = now - timedelta(days=days, minutes=1)
        facts = {"channel": "visit", "began": "us", "outcome": "done"} | facts
        return lives.record_visit(by=ana, reintegration=held, at=at, **facts)

    case, held = begun(130)
    first = plan.begin(by=ana, case=case)
    rows = [("Aprender a coser", "Taller inventado", ago(-20)), ("Inscribirse", "", None)]
    plan.write_goal(by=ana, plan=first, words="«Vivir de mi trabajo.»", rows=rows)
    first = plan.say_about(by=ana, plan=first, seen_version=2, agreed="yes", language="es")
    first = plan.send(by=ana, plan=first)
    plan.approve(by=alba, plan=first, seen_version=first.version)
    thread = first.goals.get().actions.first().thread
    lives.sort_plan(by=ana, reintegration=held, sides={thread: "economic"})
    codes = [each.code for each in life.questions(life.newest())]
    answers = dict(zip(codes, ["not_yet", "partly", "refused", "in_place"] * 4, strict=False))
    visited(held, 129, months=0, answers=answers)
    visit = visited(held, 98, months=1, opinion="asked", answers=dict.fromkeys(codes, "in_place"))
    visited(held, 30, months=3, outcome="away", note="Nadie abrió.")
    part = (Decimal(1500), "Cuando tenga el local", ago(-15))
    grant = grants.promise(
        by=ana, reintegration=held, purpose="Una máquina de coser", amount=Decimal(5000),
        currency="GTQ", parts=[(Decimal(2500), "", None), part], promised_on=ago(40),
        funder="Fondo inventado",
    )  # fmt: skip
    tranche = grant.tranches.get(number=1)
    grants.pay(by=ana, tranche=tranche, paid_on=ago(30))
    grants.bring_proof(
        by=ana, tranche=tranche, kind="seen", words="La máquina, en su cuarto.", seen_by="Ana",
        seen_on=ago(20),
    )  # fmt: skip

    lost, late = begun(45)
    for days in (4, 3, 2):
        visited(late, days, outcome="away")
    search = lost_contact.begin(by=ana, reintegration=late)
    lost_contact.take_step(by=ana, search=search, step="named_person", tried="closed")

    back, again = begun(60)
    lives.tell_trafficked_again(by=ana, reintegration=again, on=ago(1), words="Que nadie llame.")
    found = {"accompanied": case.pk, "visit": visit.pk, "grant": grant.pk}
    return found | {"not reached": lost.pk, "back": back.pk}


def a_referral_abroad(case_id, ana, sara, fina, abroad):
    """Drafted, with a clause and her yes: it can be sealed."""
    from amparo.agreements.actions import data_clauses
    from amparo.organisations.models import Organisation
    from amparo.referrals.actions import referral

    case = Case.objects.select_related("person", "agency").get(pk=case_id)
    house, today = Organisation.objects.get(agency=ana.agency), clock.today()
    agreement = agreements.record(
        by=sara, title="Convenio con la oficina de allá (invención)", kind="data_sharing",
        signed=str(today),
    )  # fmt: skip
    for each in (house, abroad):
        agreements.add_party(by=sara, agreement=agreement, organisation=each, role="party")
    facts = {"giver": house, "receiver": abroad, "blocks": ["identity"], "purpose": "referral"}
    days = {"starts_on": today, "ends_on": today + timedelta(days=40)}
    (clause,) = data_clauses.propose(by=sara, agreement=agreement, basis="consent", **facts, **days)
    data_clauses.confirm(by=fina, clause=clause)
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="identity", recipient="other",
        recipient_name=abroad.name, answer="granted", language="es", how="spoken",
        notice_version="2026-11",
    )  # fmt: skip
    service = services.record(
        by=sara, organisation=abroad, name="Acompañamiento de allá (invención)",
        place=Service.objects.filter(place__isnull=False).first().place, needs=["Legal"],
    )  # fmt: skip
    return referral.draft(
        by=ana, case=case, service=service, purpose="referral", basis="consent",
        expires_on=today + timedelta(days=20), need="Legal", recipient="other",
    ).pk  # fmt: skip


def some_packages(case_id, ana, sara, fina):
    """Two cards of offices abroad, one of them compared; and a referral that came sealed."""
    from amparo.organisations.actions import organisation
    from amparo.referrals.actions import correspondence
    from amparo.referrals.models import Incoming
    from amparo.referrals.queries import correspondence as ours

    correspondence.make_keys(by=fina)
    keys, held = envelope.Keys.fresh(), []
    for name, card in (
        ("Oficina de Guatemala (invención)", keys.card("Oficina de Guatemala (invención)")),
        ("Oficina de Honduras (invención)", envelope.Keys.fresh().card("Honduras (invención)")),
    ):
        where = organisation.record(by=sara, name=name, sector="international", level="federal")
        held.append(correspondence.bring_card(by=sara, organisation=where, card=card))
    correspondence.compare_digits(by=fina, correspondent=held[0], heard=held[0].card.fingerprint)
    fact = ["Nombre", "Persona Inventada de Allá"]
    said = {"referral": "AB12CD34", "service": "Albergue (invención)", "need": "Un techo",
            "blocks": [{"block": "identity", "facts": [fact]}]}  # fmt: skip
    packages.take_in(
        by=ana, content=sealed_by(keys, held[0].code, ours.our_card(), "referral", said)
    )
    abroad = held[0].organisation
    took_in_a_journey(ana, keys, held[0].code, ours.our_card())
    made = {
        "received journey": Journey.objects.get(
            side="receiving", pathway="return", office=abroad
        ).pk,
        "office of a card": held[1].pk,
        "incoming referral": Incoming.objects.get().pk,
        "referral abroad": a_referral_abroad(case_id, ana, sara, fina, abroad),
    }
    took_in_a_family(ana, keys, held[0].code, ours.our_card())
    made["received family"] = Journey.objects.get(side="receiving", pathway="family").pk
    return made | going_home(ana, sara, fina, abroad) | her_family(ana, sara, fina, abroad)


def going_home(ana, sara, fina, abroad):
    """Somebody who has decided, with all that the gates ask of this end; nobody there was asked
    yet."""
    from amparo.agreements.actions import data_clauses

    today = clock.today()
    house = Organisation.objects.get(agency=ana.agency)
    (clause,) = data_clauses.propose(
        by=sara, agreement=abroad.agreements.first().agreement, giver=house, receiver=abroad,
        blocks=["identity"], purpose="return", basis="consent", starts_on=today,
        ends_on=today + timedelta(days=40),
    )  # fmt: skip
    data_clauses.confirm(by=fina, clause=clause)
    journey = ready_to_go(ana, abroad)
    made = {"case going home": journey.case_id, "journey going home": journey.pk}
    return made | on_her_way(ana, journey)


def ready_to_go(ana, abroad):
    """A journey for which everything stands at this end."""
    from amparo.journeys.actions import journey as journeys
    from amparo.journeys.actions import preparing
    from amparo.journeys.enums import Option, ReturnRisk
    from amparo.journeys.policies.itinerary import Leg
    from amparo.journeys.queries import gates

    today = clock.today()
    who = {"given_names": "Violeta Inventada", "gender": "Feminine", "languages": ["quc"],
           "birth_date": str(today - timedelta(days=25 * 366))}  # fmt: skip
    case = cases.take_in(by=ana, agency=ana.agency, about_person=who, about_case={})
    people.record_consent(
        by=ana, person=case.person, purpose="return", block="identity", recipient="other",
        recipient_name=abroad.name, answer="granted", language="quc", how="spoken",
        notice_version="2026-11",
    )  # fmt: skip
    journey = journeys.begin(by=ana, case=case, office=abroad, pathway="return", country="GT")
    hers = {"by": ana, "journey": journey}
    told = {"language": "quc", "assistance_goes_on": True, "words": "Quiero ver a mi madre."}
    preparing.hold_interview(
        **hers, held_on=today - timedelta(days=7), told=list(Option), says="undecided", **told
    )
    preparing.hold_interview(**hers, held_on=today, told=[], says="wants", **told)
    parts = [each.value for each in ReturnRisk]
    preparing.assess_return(
        **hers, assessed_on=today, verdict="safe", levels=dict.fromkeys(parts, "low"),
        reasons=dict.fromkeys(parts, "Razón inventada."),
    )  # fmt: skip
    until = today + timedelta(days=90)
    for each in gates.prepared(journey).papers:
        preparing.keep_paper(**hers, code=each.code, state="held", valid_until=until)
    preparing.keep_fitness(
        **hers, seen_on=today, by_whom="Dra. Inventada", is_fit=True, until=until
    )
    leg = Leg(
        start="Tapachula", end="Ciudad de Guatemala", leaves_on=today, leaves_at=time(8),
        arrives_on=today, arrives_at=time(15), carrier="Autobuses Inventados", reference="AB-1",
    )  # fmt: skip
    preparing.keep_itinerary(
        **hers, legs=[leg], cash="200 quetzales", kit="Comida", contacts="555-0101 (inventado)",
        met_by="Persona Inventada, en la terminal",
    )  # fmt: skip
    return journey


def on_her_way(ana, journey):
    """Beside what must stand: a measure that is lifted, an escort, what they found; and of another
    case nothing at all."""
    from amparo.journeys.actions import journey as journeys
    from amparo.journeys.actions import preparing

    today = clock.today()
    hers = {"by": ana, "journey": journey}
    lifted = {"lifted_on": today, "lifted_by_paper": "Oficio 2 (invención)"}
    ban = preparing.keep_ban(
        by=ana, case=journey.case, by_whom="Juzgado Inventado", since=today, **lifted
    )
    preparing.clear_escort(
        **hers, name="Irma Inventada", cleared_by="DIF (invención)", cleared_on=today,
        cleared_until=today + timedelta(days=90),
    )  # fmt: skip
    preparing.take_host_assessment(
        **hers, assessed_on=today, verdict="safe", host="Tía Inventada",
        assessed_by="Oficina de allá (invención)",
    )  # fmt: skip
    case = cases.take_in(by=ana, agency=ana.agency, about_person={}, about_case={})
    begun = journeys.begin(by=ana, case=case, office=journey.office, pathway="return", country="GT")
    return {
        "measure that forbids": ban.pk,
        "case that begins": case.pk,
        "journey that begins": begun.pk,
    }


def her_family(ana, sara, fina, abroad):
    """Husband and daughter who would come to her; of all that is asked, a paper of the daughter is
    missing."""
    from amparo.agreements.actions import data_clauses
    from amparo.cases.actions import risk
    from amparo.journeys.actions import family, preparing
    from amparo.journeys.actions import journey as journeys
    from amparo.journeys.enums import RelativeTold
    from amparo.journeys.policies.itinerary import Leg
    from amparo.journeys.queries import family_gates

    today = clock.today()
    who = {"given_names": "Ixchel Inventada", "birth_date": "1990-02-03", "languages": ["es"]}
    case = cases.take_in(by=ana, agency=ana.agency, about_person=who, about_case={})
    people.record_consent(
        by=ana, person=case.person, purpose="family", block="identity", recipient="other",
        recipient_name=abroad.name, answer="granted", language="es", how="spoken",
        notice_version="2026-11",
    )  # fmt: skip
    house = Organisation.objects.get(agency=ana.agency)
    (clause,) = data_clauses.propose(
        by=sara, agreement=abroad.agreements.first().agreement, giver=house, receiver=abroad,
        blocks=["identity"], purpose="family", basis="consent", starts_on=today,
        ends_on=today + timedelta(days=40),
    )  # fmt: skip
    data_clauses.confirm(by=fina, clause=clause)
    levels = {"person": "low", "family": "medium", "staff": "low", "again": "low"}
    risk.assess_risk(
        by=ana, case=case, levels=levels, reasons=dict.fromkeys(levels, "Razón inventada."),
        lessened_by="", next_due_on=today + timedelta(days=30),
    )  # fmt: skip
    journey = journeys.begin(by=ana, case=case, office=abroad, pathway="family", country="US")
    hers = {"by": ana, "journey": journey}
    husband = family.keep_relative(
        **hers, name="Tomás Inventado", kin="spouse", born_on=date(1980, 5, 4), lives="Oaxaca"
    )
    child = family.keep_relative(
        **hers, name="Lucía Inventada", kin="child", born_on=date(2019, 5, 4), unmarried=True,
        lives="Oaxaca, con su abuela", custody_with="Su abuela", must_agree="Su padre",
        agreed_on=today, ordered="none", best="serves", best_by="DIF (invención)", best_on=today,
        travels_with=husband,
    )  # fmt: skip
    for each in (husband, child):
        family.keep_word(
            **hers, relative=each, asked_on=today, asked_by="Oficina de allá (invención)",
            language="es", told=list(RelativeTold), says="yes", representative="Su abuela",
            child_view="Quiere ver a su mamá.",
        )  # fmt: skip
    leg = Leg(
        start="Oaxaca", end="Chicago", leaves_on=today, leaves_at=time(8), arrives_on=today,
        arrives_at=time(15),
    )  # fmt: skip
    preparing.keep_itinerary(
        **hers, legs=[leg], cash="", kit="", contacts="555-0101 (inventado)", met_by="Ana"
    )
    until = today + timedelta(days=90)
    for travels in family_gates.prepared(journey).facts.family:
        for each in travels.papers:
            ours = {"relative": travels.relative, "code": each.code}
            if travels.relative.pk == child.pk and each.code == "passport":
                family.keep_paper(**hers, **ours, state="asked", asked_on=today)
            else:
                family.keep_paper(**hers, **ours, state="held", valid_until=until)
    family.keep_appointment(
        **hers, relative=child, what="Huellas", on=today + timedelta(days=3), place="Consulado"
    )
    family.keep_fee(
        **hers, relative=child, what="Pasaporte", amount=Decimal("900"), currency="MXN",
        funder="Donante Inventado",
    )  # fmt: skip
    begins = cases.take_in(by=ana, agency=ana.agency, about_person={}, about_case={})
    nobody = journeys.begin(by=ana, case=begins, office=abroad, pathway="family", country="CA")
    return {
        "case of a family": case.pk,
        "journey of a family": journey.pk,
        "a relative": child.pk,
        "case of nobody": begins.pk,
        "journey of nobody": nobody.pk,
    }


def took_in_a_family(ana, keys, sender, ours):
    """Another office asks us to accompany two relatives, Ana says yes, and they may set out."""
    today, now = clock.today(), clock.now() - timedelta(hours=2)
    relatives = [
        {"number": 1, "kin": "spouse", "grown": "adult", "wants": []},
        {"number": 2, "kin": "child", "grown": "child", "wants": ["leave", "medical"]},
    ]
    facts = {"pathway": "family", "country": "US", "languages": ["mam"], "needs": [],
             "from": str(today), "until": str(today + timedelta(days=30)),
             "relatives": relatives}  # fmt: skip
    said = [("request", facts), ("cleared", {"relatives": [1, 2]})]
    rows = [
        {"number": at, "kind": kind, "day": str(today), "said_at": now.isoformat(), "facts": told}
        for at, (kind, told) in enumerate(said, start=1)
    ]
    number, fact = uuid4().hex, ["Familiar 1", "Persona Inventada que Espera. Oaxaca"]
    for so_many in (1, 2):
        whole = {"journey": number, "from": "sending", "pathway": "family", "country": "US",
                 "steps": rows[:so_many], "holds": so_many - 1,
                 "blocks": [{"block": "identity", "facts": [fact]}]}  # fmt: skip
        packages.take_in(by=ana, content=sealed_by(keys, sender, ours, "journey", whole))
        if so_many == 1:
            journey_steps.say(
                by=ana, journey=Journey.objects.get(number=number), kind="answer", day=today,
                facts={"answers": 1, "says": "yes"},
            )  # fmt: skip


def took_in_a_journey(ana, keys, sender, ours):
    """Guatemala announces somebody, Ana says yes, and she is under way, with her name."""
    today, now = clock.today(), clock.now() - timedelta(hours=2)
    days = {"from": str(today), "until": str(today + timedelta(days=3))}
    facts = {"pathway": "return", "country": "MX", "grown": "adult", "languages": ["mam"],
             "needs": ["Legal"]} | days  # fmt: skip
    said = [("request", facts), ("departure", {"expected": str(today)})]
    rows = [
        {"number": at, "kind": kind, "day": str(today), "said_at": now.isoformat(), "facts": told}
        for at, (kind, told) in enumerate(said, start=1)
    ]
    number, fact = uuid4().hex, ["Nombre", "Persona Inventada que Vuelve"]
    for so_many in (1, 2):
        blocks = [{"block": "identity", "facts": [fact]}] if so_many == 2 else []
        whole = {"journey": number, "from": "sending", "pathway": "return", "country": "MX",
                 "steps": rows[:so_many], "holds": so_many - 1, "blocks": blocks}  # fmt: skip
        packages.take_in(by=ana, content=sealed_by(keys, sender, ours, "journey", whole))
        if so_many == 1:
            journey_steps.say(
                by=ana, journey=Journey.objects.get(number=number), kind="answer", day=today,
                facts={"answers": 1, "says": "yes", "host": "safe"},
            )  # fmt: skip


def sealed_by(keys, sender, ours, kind, said):
    """What an office with these keys would send us."""
    payload, now = json.dumps(said).encode(), clock.now()
    header = envelope.Header(
        sender=sender, recipient=ours.code, number=uuid4().hex, kind=kind,
        purpose="referral", basis="consent", made_at=now.isoformat(),
        expires_at=(now + timedelta(days=20)).isoformat(),
        sha256=hashlib.sha256(payload).hexdigest(),
    )  # fmt: skip
    return envelope.seal(keys, ours, header, payload)


def a_girl_to_refer(bruno, celia):
    """Fifteen, speaks Mam, and said what may go to Casa Luz; Norte has a house for girls too."""
    today = clock.today()
    case = cases.take_in(
        by=bruno,
        agency=bruno.agency,
        about_person={
            "given_names": "Nenúfar",
            "gender": "Feminine",
            "languages": ["mam"],
            "birth_date": str(today - timedelta(days=15 * 366)),
        },
        about_case={"next_step": "La llevaron de noche."},
    )
    authority = stands_for_her.add_guardian(
        by=bruno, person=case.person, name="Procuraduría de Protección (inventada)",
        relation="other", basis="authority", suspected="no", since=today,
    )  # fmt: skip
    house = Service.objects.get(tier="sealed")
    said = {"guardian": authority, "guardian_says": "granted", "says": "granted"}
    said |= {"words": "Sí, a una casa.", "explained": "Con dibujos, sin prisa."}
    for block in ("contact", "facts", "event"):
        people.record_consent(
            by=bruno, person=case.person, purpose="referral", block=block, recipient="agency",
            recipient_name=house.agency.name, answer="granted", language="mam", how="spoken",
            notice_version="2026-11", assent=said,
        )  # fmt: skip
    facts = {"sector": "social", "level": "municipal"}
    norte = organisations.of_agency(by=celia, agency=celia.agency, **facts)
    other = services.record(
        by=celia, organisation=norte, name="Casa Cenzontle", alias="Techo de Norte (invención)",
        place=house.place, needs=["Shelter"], groups=["girls"], languages=["mam"],
    )  # fmt: skip
    capacity.say(by=celia, service=other, said={"girls": (1, 3)})
    return {"girl": case.pk}


def a_keeping(alba, fina):
    """Closed cases: one to be erased, one whose period ends, under a hold, and one erased."""
    closed = []
    for _ in range(3):
        case = cases.take_in(by=alba, agency=alba.agency, about_person={}, about_case={})
        close(case, member("ana"), alba)
        closed.append(case.person)
    to_erase, to_keep, gone = closed
    people.ask_erasure(by=alba, person=to_erase, ground="she_asked")
    people.place_hold(by=fina, person=to_keep, reason="Oficio inventado de un juzgado inventado.")
    later = keeping.years_after(clock.today(), 5)
    people.list_ends(by=OPERATOR, agency=alba.agency, today=later)
    asked = people.ask_erasure(by=alba, person=gone, ground="she_asked")
    people.erase(by=fina, erasure=asked)
    return {"to erase": to_erase.pk, "to keep": to_keep.pk, "erased": asked.pk}


def a_blocked_file(alba, fina):
    """A series that forbids deletion ended for one file, which two people blocked."""
    word = {"lawyer": "Lic. Inventada Sol, jurídico", "rests_on": "Oficio inventado 7/2026"}
    case = cases.take_in(by=alba, agency=alba.agency, about_person=NAMES, about_case={})
    close(case, member("ana"), alba)
    facts = {"by": fina, "agency": alba.agency}
    switch = retention.switch_series_on(code="mx-public-files", **facts, **word)
    today = clock.today
    later = keeping.years_after(today(), 12) + timedelta(days=1)
    clock.today = lambda: later
    try:
        act = retention.propose(code="mx-public-files", **facts)
        retention.approve(by=alba, disposal=act)
    finally:
        clock.today = today
    retention.switch_series_off(by=fina, switch=switch)
    retention.switch_series_on(code="casework-adults", **facts, **word)
    case.refresh_from_db()
    return {"blocked": case.shown_number, "act": act.pk}


def registers_of(alba):
    """One messy register brought in with its doubts, one waiting to be looked at."""
    with tempfile.TemporaryDirectory() as folder:
        brought = Path(folder) / "casa_inventada_2013.xlsx"
        REGISTERS[brought.name](brought)
        done = registers.bring_in(by=alba, agency=alba.agency, path=brought).brought
        waits = Path(folder) / "pegado_ficticio_2011.csv"
        REGISTERS[waits.name](waits)
        held = registers.hold(
            by=alba, agency=alba.agency, chunks=[waits.read_bytes()], file_name=waits.name
        )
    return {"import": done.pk, "upload": held.pk}


def an_office(ada, case_id):
    """Members in every standing: invited, asked for, without her telephone, without a factor,
    gone."""
    address = "http://localhost/"
    for username, role in (("nueva", Role.EDITOR), ("otra", Role.COORDINATOR)):
        agencies.invite(
            by=ada,
            address=address,
            username=username,
            display_name=f"{username.title()} Demostración",
            agency=ada.agency,
            role=role,
            email=f"{username}@example.org",
            language="es",
        )
    agencies.ask_factor_reset(by=ada, member=member("bruno"))
    agencies.change_role(by=ada, member=member("noe"), role=Role.CASEWORKER)
    RecoveryCodes.activate(ada)
    password, luz, gone, lia = secrets.token_urlsafe(20), "luz", "ida", "lia"
    for username, role in ((luz, Role.CASEWORKER), (gone, Role.CASEWORKER), (lia, Role.ANALYST)):
        agencies.enrol(
            by=OPERATOR,
            username=username,
            display_name=f"{username.title()} Demostración",
            agency=member("alba").agency,
            role=role,
            password=password,
        )
    # She counts, and lost the factor that she held.
    agencies.give_totp(by=OPERATOR, member=member(lia), secret=fresh_totp_secret())
    lost = agencies.ask_factor_reset(by=ada, member=member(lia))
    agencies.confirm(by=OPERATOR, request=lost, address=address)
    # Her open case waits for Alba to hand it over.
    cases.assign(by=member("alba"), case=Case.objects.get(pk=case_id), member=member(gone))
    agencies.end_access(by=ada, member=member(gone), why=EndReason.LEFT)
    made = {name: member(name).pk for name in (luz, lia)}
    return made | {"gone": member(gone).pk, "password of luz": password}


def what_was_signed():
    """The agreements of the demonstration, with a paper beside one of them."""
    promised = Deliverable.objects.select_related("agreement").get()
    waits = DataClause.objects.filter(confirmed_at__isnull=True).get()
    facts = {"title": "Texto firmado", "content": b"Texto inventado.", "file_type": "txt"}
    annex = agreements.attach(by=member("sara"), agreement=promised.agreement, **facts)
    return {
        "agreement": promised.agreement_id,
        "deliverable": promised.pk,
        "annex": annex.pk,
        "sharing agreement": waits.agreement_id,
        "data clause": waits.pk,
        "committee": (sitting := Committee.objects.get()).pk,
        "seat": sitting.seats.first().pk,
        "commitment": sitting.commitments.first().pk,
    }


def a_sitting():
    """A session that is called, one that is under way, and one whose minutes wait to be signed."""
    sara, held = member("sara"), Committee.objects.get()
    facts = {"kind": "extraordinary", "on": clock.today(), "starts_at": time(9), "place": "Sala"}
    now = sessions.call(by=sara, committee=held, points=["Asuntos generales"], **facts)
    sessions.begin(by=sara, session=now, at=time(9))
    came = {seat: ("holder", False) for seat, _row in rolls.roll(now)}
    sessions.attend(by=sara, session=now, roll=came)
    row = resolutions.resolve(by=sara, session=now, text="Se aprueba.", unanimous=True)
    waits = held.sessions.get(state="called")
    return {
        "session": waits.pk,
        "point": waits.points.first().pk,
        "open session": now.pk,
        "resolution": row.pk,
        "closed session": held.sessions.get(state="closed").pk,
    }


def some_at_the_table(made):
    """Ana's case before a session that is called, with an offer from another that is under way;
    there lies the girl of Faro too, by code."""
    from amparo.committees.actions import committees
    from amparo.committees.models import Session
    from amparo.referrals.actions import conference
    from amparo.referrals.models import Hearer

    ana, bruno, sara = member("ana"), member("bruno"), member("sara")
    under_way = Session.objects.get(pk=made["open session"])
    faro = Organisation.objects.get(agency=bruno.agency)
    seat = committees.seat(
        by=sara, committee=under_way.committee, organisation=faro, role="guest", starts="2020"
    )
    sessions.attend(by=sara, session=under_way, roll={seat: ("holder", False)})
    case = Case.objects.get(pk=made["case"])
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="facts", recipient="agency",
        recipient_name=bruno.agency.name, answer="granted", language="es", how="spoken",
        notice_version="2026-11",
    )  # fmt: skip
    asked = {"needed": ["Legal", "Shelter"], "asks": "offer", "waits": "weeks"}
    for session in (under_way, Session.objects.get(pk=made["session"])):
        held = conference.bring(by=ana, case=case, session=session, age="adult", **asked)
        if session == under_way:
            row = Hearer.objects.get(conference=held)
            said = {"said": "offers", "offers": "Legal"}
            conference.answer(by=bruno, session=under_way, row=row, **said)
    girl = Case.objects.get(pk=made["girl"])
    conference.bring(by=bruno, case=girl, session=under_way, age="child", **asked)
    return {}


def what_is_owed():
    """A return of the demonstration, a question that waits for an answer, and an answer that waits
    for a second person."""
    noe = member("noe")
    facts = {"received_on": clock.today(), "question": "¿Cuántas personas inventadas hubo?"}
    waits = transparency.receive(by=noe, folio="INV-2", **facts)
    transparency.propose(by=noe, asked=waits, answer="No se publicó: eran 37.")
    asked = {"folio": "INV-1", "question": "¿Qué convenios inventados hay?"}
    return {
        "owed": OwedReturn.objects.first().pk,
        "request": transparency.receive(by=noe, **facts | asked).pk,
        "answered request": waits.pk,
    }


def what_is_paid():
    """The projects of the demonstration, one with money and a log-frame."""
    held = Project.objects.get(code="PV-2026")
    template = {"content": sent(form()), "file_type": "xlsx"}
    reporting.keep_template(by=member("pablo"), project=held, **template)
    return {
        "project": held.pk,
        "bare project": Project.objects.get(code="SUR-2026").pk,
        "frame row": held.rows.get(level="outcome").pk,
        **what_is_owed(),
        "payment": Spending.objects.filter(line__project=held).first().pk,
        "activity": held.activities.first().pk,
    }


def telephones():
    """The secret in each member's telephone, to make codes of."""
    held = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user")
    return {f"telephone of {one.user.username}": decrypt(one.data["secret"]) for one in held}


def a_translation(alba, fina):
    """One that was reviewed, with a recording, and one that waits; the words are invented."""
    words = "## Invented\n\nNot the language: letters that stand for it."
    silence = Sound(b"RIFF" + bytes(40), seconds=1)
    facts = {"by": alba, "text": words, "translated_by": "Juana Inventada, intérprete"}
    made = translations.upload_translation(language="quc", sound=silence, **facts)
    translations.review_translation(by=fina, translation=made, speaks=True)
    translations.upload_translation(language="mam", **facts)
    return {"translation": made.pk}


def a_service_for_anybody():
    from amparo.directory.actions import service
    from amparo.directory.models import Service

    sara = Member.objects.get(username="sara")
    like = Service.objects.get(alias="Ventanilla de la tarde")
    held = service.record(
        by=sara, organisation=like.organisation, place=like.place, needs=["Legal", "Food"],
        languages=["mam", "es"], hours=[("MO,TU,WE", time(9), time(15))], phone="322 555 0199",
        name="Ventanilla para cualquiera", alias="Ventanilla", street="Avenida Inventada 7",
        documents="Acta de nacimiento\nComprobante de domicilio", cost=0,
    )  # fmt: skip
    return service.set_tier(by=sara, service=held, tier="public", confirmed=True).pk


def services_that_wait() -> str:
    """A file with a service of an organisation that is new here, and one that does not fit."""
    organisation = {"id": str(uuid4()), "name": "Otra casa (invención)", "description": "-"}
    sound = {
        "id": str(uuid4()),
        "name": "Oficina de allá (invención)",
        "status": "active",
        "organization": organisation,
        "service_areas": [{"id": str(uuid4()), "name": "Puerto Vallarta, Jalisco, México"}],
        "accreditations": "-",
    }
    content = json.dumps([sound, sound | {"id": str(uuid4()), "status": "open"}]).encode()
    return bringing.hold(by=member("sara"), content=content).pk


def make() -> dict[str, str]:
    """All of it, by the names under which pages ask for it."""
    ada = member("ada")
    made = a_case(member("ana")) | registers_of(member("alba"))
    # Before any other case is closed: what ends is disposed of together.
    made |= a_blocked_file(member("alba"), member("fina"))
    made |= a_plan(member("ana"), member("alba"), made["case"])
    made |= what_stood_in_the_way(member("alba"), made["case"])
    made |= an_opinion(member("ana"), member("alba"))
    made |= a_shelter(member("ana"), member("alba"), made["case"])
    made |= closings(member("ana"), member("alba"))
    made |= a_second_record(member("ana"))
    made |= an_emergency(member("ana"), member("alba"))
    made |= a_tip(member("alba"), member("olga"))
    made |= a_sharing(made["case"], member("ana"), member("alba"), member("bruno"))
    sealed = Service.objects.get(tier="sealed").pk
    made |= a_girl_to_refer(member("bruno"), member("celia"))
    made |= some_referrals(made["case"], member("ana"), member("bruno"))
    office = ("ana", "sara", "fina")
    made |= some_packages(made["case"], *map(member, office))
    made |= some_transfers(member("ana"), member("alba"), member("fina"))
    made |= a_search(member("ana"), member("bruno"))
    made |= some_lives(member("ana"), member("alba"))
    made |= a_translation(member("alba"), member("fina"))
    made |= a_keeping(member("alba"), member("fina"))
    made |= an_office(ada, made["case"])
    made |= telephones() | {
        "case of bruno": Case.objects.filter(agency=member("bruno").agency).first().pk,
        **what_was_signed(),
        **a_sitting(),
        **what_is_paid(),
        "service": Service.objects.get(alias="Ventanilla de la tarde").pk,
        "public service": a_service_for_anybody(),
        "bringing": services_that_wait(),
        "sealed service": sealed,
        "organisation": Organisation.objects.get(short_name="DIF Puerto Vallarta").pk,
        "extract": Extract.objects.order_by("pk").first().pk,
        "release": Release.objects.order_by("pk").first().pk,
        "claim": Claim.objects.order_by("code").first().code.partition("/")[2],
        "derivation": Derivation.objects.order_by("code").first().code.partition("/")[2],
    }
    made |= some_at_the_table(made)
    return {name: str(value) for name, value in made.items()}


if __name__ == "__main__":
    json.dump(make(), sys.stdout)
