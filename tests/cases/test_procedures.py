"""The established procedures: what is shipped, what it asks for, and that old versions stay."""

import hashlib
import json
from collections import Counter

import pytest

from amparo.cases import procedures
from amparo.cases.procedures import BadProcedure, read
from amparo.cases.procedures.reading import State, read_answers

ADULT, CHILD = "ilo-labour-adult-1", "ilo-labour-child-1"
DIMENSIONS = {
    "deceptive_recruitment": (10, 10),
    "coercive_recruitment": (10, 10),
    "abuse_vulnerability_recruitment": (16, 15),
    "exploitation": (9, 8),
    "coercion_destination": (15, 15),
    "abuse_vulnerability_destination": (7, 7),
}


def sizes(key):
    return {part.code: len(part.items) for part in procedures.get(key).dimensions}


def strengths(key):
    found = Counter()
    for part in procedures.get(key).dimensions:
        found.update(item.strength for item in part.items)
    return found


def test_the_indicators_of_the_ilo_are_as_many_as_it_published():
    assert sizes(ADULT) == {name: adult for name, (adult, _child) in DIMENSIONS.items()}
    assert sum(sizes(ADULT).values()) == 67
    assert sizes(CHILD) == {"act": 5} | {name: child for name, (_a, child) in DIMENSIONS.items()}
    assert sum(sizes(CHILD).values()) - 5 == 65


def test_the_strong_ones_are_those_that_the_list_calls_strong():
    strong = {
        (part.code, item.code)
        for part in procedures.get(ADULT).dimensions
        for item in part.items
        if item.strength == "S"
    }
    assert strong == {
        ("deceptive_recruitment", "job"),
        ("coercive_recruitment", "violence"),
        ("exploitation", "hours"),
        ("coercion_destination", "documents"),
        ("coercion_destination", "debt"),
        ("coercion_destination", "isolation"),
        ("coercion_destination", "violence"),
    }
    assert strengths(ADULT) == {"S": 7, "M": 53, "W": 7}
    # For children no indicator is weak.
    assert strengths(CHILD) == {"S": 15, "M": 50, "E": 5}


def test_what_was_not_obtained_says_so_and_asks_nothing():
    for key in ("ilo-sexual-adult-1", "ilo-sexual-child-1"):
        assert not procedures.get(key).is_loaded
        assert procedures.get(key).codes == []


def test_every_procedure_says_where_it_comes_from_and_what_is_to_be_verified():
    evidence = {one.key: one.evidence for one in procedures.every()}
    assert evidence == {
        "palermo-1": "read",
        "palermo-2": "read",
        ADULT: "check",
        CHILD: "check",
        "mx-art10-1": "verify",
        "mx-art10-2": "verify",
        "ilo-sexual-adult-1": "missing",
        "ilo-sexual-child-1": "missing",
        "mx-federal-protocol-1": "verify",
    }
    assert "WCMS_105023" in procedures.get(ADULT).evidence_note
    form = next(d for d in procedures.get("mx-art10-1").dimensions if d.code == "form")
    assert [item.code for item in form.items] == "I II III IV V VI VII VIII IX X XI".split()
    # The two articles that were read; the others were recalled.
    assert {item.code for item in form.items if not item.verify} == {"III", "IV"}


RULES = {
    "two strong": ({"S": 2}, True),
    "one strong": ({"S": 1}, False),
    "one strong and one medium": ({"S": 1, "M": 1}, True),
    "one strong and one weak": ({"S": 1, "W": 1}, True),
    "three medium": ({"M": 3}, True),
    "two medium": ({"M": 2}, False),
    "two medium and one weak": ({"M": 2, "W": 1}, True),
    "one medium and two weak": ({"M": 1, "W": 2}, False),
    "many weak": ({"W": 2}, False),
}


@pytest.mark.parametrize(("said", "met"), RULES.values(), ids=RULES)
def test_a_dimension_is_met_by_the_published_combinations_and_by_nothing_less(said, met):
    """Asked where strong, medium and weak all stand: vulnerability has no strong one."""
    procedure = procedures.get(ADULT)
    for part in procedure.dimensions:
        held = Counter(item.strength for item in part.items)
        if Counter(said) - held:
            continue
        answers = {}
        for strength, wanted in said.items():
            items = [item for item in part.items if item.strength == strength][:wanted]
            answers |= {f"{part.code}.{item.code}": "yes" for item in items}
        reading = read_answers(procedure, answers, under_18=False)
        (found,) = [each for each in reading.dimensions if each.dimension.code == part.code]
        assert (found.state == State.MET) is met
        assert len(found.present) == sum(said.values())


def yes(*codes):
    return dict.fromkeys(codes, "yes")


EXPLOITED = yes("exploitation.hours", "exploitation.salary")
HELD_THERE = yes("coercion_destination.documents", "coercion_destination.debt")
DECEIVED = yes("deceptive_recruitment.job", "deceptive_recruitment.wages")
FORCED = yes("coercive_recruitment.violence", "coercive_recruitment.threats")


def test_for_adults_exploitation_and_coercion_and_a_bad_recruitment_are_asked_for():
    def state(*parts):
        answers = {code: said for part in parts for code, said in part.items()}
        return read_answers(procedures.get(ADULT), answers, under_18=False).state

    assert state(EXPLOITED, HELD_THERE, DECEIVED) == State.MET
    assert state(EXPLOITED, HELD_THERE, FORCED) == State.MET
    assert state(EXPLOITED, HELD_THERE) == State.OPEN
    assert state(EXPLOITED, DECEIVED) == State.OPEN
    assert state(HELD_THERE, DECEIVED) == State.OPEN
    no = dict.fromkeys(procedures.get(ADULT).codes, "no")
    assert state(no) == State.NOT_MET
    assert state(no, EXPLOITED, HELD_THERE) == State.NOT_MET


def test_for_a_child_an_act_and_exploitation_are_enough():
    child = procedures.get(CHILD)
    assert read_answers(child, EXPLOITED, under_18=True).state == State.OPEN
    act = EXPLOITED | yes("act.recruitment")
    assert read_answers(child, act, under_18=True).state == State.MET


@pytest.mark.parametrize(
    ("under_18", "state"), [(True, State.MET), (None, State.OPEN), (False, State.NOT_MET)]
)
def test_under_18_no_means_is_needed_and_an_unknown_age_leaves_it_open(under_18, state):
    palermo = procedures.get("palermo-1")
    answers = {code: "no" for code in palermo.codes if code.startswith("means.")}
    answers |= yes("act.transport", "purpose.labour")
    assert read_answers(palermo, answers, under_18=under_18).state == state


def test_not_wanting_to_say_leaves_a_question_open_and_speaks_against_nobody():
    palermo = procedures.get("palermo-1")
    refused = dict.fromkeys(palermo.codes, "refused")
    reading = read_answers(palermo, refused, under_18=False)
    assert {part.state for part in reading.dimensions} == {State.OPEN}
    assert read_answers(palermo, {}, under_18=False).state == State.OPEN


def test_the_mexican_article_needs_no_means_and_the_protocol_lists_steps():
    mexican = procedures.get("mx-art10-1")
    answers = {code: "no" for code in mexican.codes if code.startswith("means.")}
    answers |= yes("conduct.captar", "form.IV")
    assert read_answers(mexican, answers, under_18=False).state == State.MET
    steps = procedures.get("mx-federal-protocol-1")
    some = yes(*steps.codes[:-1])
    assert read_answers(steps, some, under_18=None).state == State.OPEN
    assert read_answers(steps, yes(*steps.codes), under_18=None).state == State.MET


# Files

SHIPPED = {
    "ilo-labour-adult-1": "755f2514f166319756ab696b49a229856da49e6d152c10005da849a9dadd091b",
    "ilo-labour-child-1": "92bcacc14899ed1250ba14d5e5b53f12044c391c36a27795f5fc67f65bd6ed9b",
    "ilo-sexual-adult-1": "98348226041a0f5d4c365605d3dbfd0af4761986df1e95752d8652de11bb260c",
    "ilo-sexual-child-1": "b26531d8005c764cc712a647a5cf5e103c22b8ec2dd4413f30557233368f7705",
    "mx-art10-1": "9d448f44e990a63f63d2a93f4b343785f6d11bf6c4c54f5d6f26e66d26f67e53",
    "mx-art10-2": "30713cc3e194e1e91a1dca39dd5245dbba9644047dd4f6405ae8173ecd2f0c13",
    "mx-federal-protocol-1": "cff089fb5a9521e23fb2119eaa0ea22bae793a1381fe9ee9e582d13e22a3952e",
    "palermo-1": "35fb73590418785ace58c97068f4e9ba1aa716e1e7c63e5c0a9137c4ad7b81a8",
    "palermo-2": "801f3adaacf8d3caba0188998753ffbf247d0cec53498f187c9ba00fef20feb7",
}


@pytest.mark.parametrize("key", SHIPPED)
def test_a_shipped_version_never_changes(key):
    """Somebody may have been asked by it. A change is a new file with the next number."""
    content = (procedures.FOLDER / f"{key}.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHIPPED[key]


def test_every_version_that_is_shipped_is_held_to_that():
    assert {path.stem for path in procedures.FOLDER.glob("*.json")} == set(SHIPPED)


def held(key="palermo-1"):
    return json.loads((procedures.FOLDER / f"{key}.json").read_text(encoding="utf-8"))


BROKEN = {
    "a text in one language": lambda p: p["title"].pop("es"),
    "an unknown strength": lambda p: p["dimensions"][0]["items"][0].update(strength="9"),
    "a weight where none belongs": lambda p: p["dimensions"][0]["items"][0].update(strength="S"),
    "a question twice": lambda p: p["dimensions"][0]["items"].append(
        p["dimensions"][0]["items"][0]
    ),
    "a pattern about nothing": lambda p: p["pattern"]["all"].append("gossip"),
    "no source": lambda p: p.pop("source"),
    "questions in what is not loaded": lambda p: p.update(status="not_loaded"),
}


@pytest.mark.parametrize("spoil", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_whole_is_refused(tmp_path, spoil):
    spoilt = held()
    spoil(spoilt)
    path = tmp_path / "palermo-1.json"
    path.write_text(json.dumps(spoilt), encoding="utf-8")
    with pytest.raises(BadProcedure):
        read(path)


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """The folder as it will be once a third version of Palermo is shipped."""
    for path in procedures.FOLDER.glob("*.json"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    third = held() | {"version": "3"}
    third["dimensions"][0]["items"].pop()
    (tmp_path / "palermo-3.json").write_text(json.dumps(third), encoding="utf-8")
    monkeypatch.setattr(procedures, "FOLDER", tmp_path)


def test_a_new_version_is_offered_and_the_old_one_stays_readable(next_version):
    assert "palermo-3" in [one.key for one in procedures.current()]
    assert "palermo-1" not in [one.key for one in procedures.current()]
    assert len(procedures.get("palermo-1").codes) == len(procedures.get("palermo-3").codes) + 1


def test_what_no_file_knows_is_shown_as_it_was_typed():
    assert procedures.title_of("Protocol 2021") == "Protocol 2021"


EXPLAINED = ("palermo", "mx-art10")


def test_each_act_means_and_purpose_is_explained_in_a_sentence_of_its_own():
    """Whoever asks by it for the first time need not know what the law calls it."""
    for procedure in procedures.current():
        if procedure.id not in EXPLAINED:
            continue
        for language in ("es", "en"):
            said = [i.notes.get(language, "") for part in procedure.dimensions for i in part.items]
            assert len(set(said)) == len(procedure.codes)
            assert all(len(sentence) > 25 and sentence.endswith(".") for sentence in said)


@pytest.mark.parametrize("family", EXPLAINED)
def test_explaining_changed_nothing_that_is_asked(family):
    before, after = procedures.get(f"{family}-1"), procedures.get(f"{family}-2")
    asked = [[(i.code, i.words, i.verify) for d in p.dimensions for i in d.items]
             for p in (before, after)]  # fmt: skip
    assert asked[0] == asked[1]
