"""The words of evidence: who says it, what kind of figure it is, how far it is trusted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    INTERNATIONAL = "international", _("International organisation")
    HUMAN_RIGHTS = "human_rights", _("National human rights body")
    STATISTICS_OFFICE = "statistics_office", _("Statistics office")
    MINISTRY = "ministry", _("Ministry")
    GAZETTE = "gazette", _("Official gazette")
    COURT = "court", _("Court")
    FOREIGN_GOVERNMENT = "foreign_government", _("Foreign government")
    NOT_NAMED = "not_named", _("Source not named")
    OTHER = "other", _("Other source")


class Bound(models.TextChoices):
    """What the number promises: exactly this, more than this, about this."""

    EXACTLY = "=", _("exactly")
    MORE_THAN = ">", _("more than")
    AT_LEAST = ">=", _("at least")
    ABOUT = "~", _("about")
    AT_MOST = "<=", _("at most")


class Basis(models.TextChoices):
    """What was counted: things that happen, things that were seen, people who were helped."""

    OCCURRING = "occurring", _("occurring")
    DETECTED = "detected", _("detected")
    IDENTIFIED = "identified", _("identified")
    ASSISTED = "assisted", _("assisted")
    IDENTIFIED_OR_ASSISTED = "identified_or_assisted", _("identified and/or assisted")
    CONVICTED = "convicted", _("convicted")
    RECORDED = "recorded", _("recorded")
    NOT_STATED = "not_stated", _("not stated")


class Shape(models.TextChoices):
    """The form in which a claim comes; a figure type says what kind of knowledge it is."""

    COUNT = "count", _("count")
    VAGUE_COUNT = "vague_count", _("vague count")
    LIST_COUNT = "list_count", _("count of a list")
    SHARE = "share", _("share")
    VERBAL_SHARE = "verbal_share", _("share in words")
    RATE = "rate", _("rate of change")
    RANK = "rank", _("rank")
    ORDINAL = "ordinal", _("ordinal")
    COVERAGE = "coverage", _("coverage")
    DURATION = "duration", _("duration")
    MAGNITUDE = "magnitude", _("order of magnitude")
    DATE = "date", _("date")
    PRESENCE = "presence", _("presence")
    STATEMENT = "statement", _("statement without a figure")


# A date or a plain statement is not a figure, so it carries no figure type.
SHAPES_WITHOUT_FIGURE = (Shape.DATE, Shape.STATEMENT)


class Unit(models.TextChoices):
    PERSONS = "persons", _("persons")
    PERSONS_A_YEAR = "persons_a_year", _("persons a year")
    VISITORS = "visitors", _("visitors")
    PERCENT = "percent", _("per cent")
    DAYS = "days", _("days")
    EDITION = "edition", _("edition")
    PLACE_IN_RANKING = "place_in_ranking", _("place in a ranking")
    COUNTRIES = "countries", _("countries")
    NATIONALITIES = "nationalities", _("nationalities")
    STATES = "states", _("states")
    US_DOLLARS_A_YEAR = "us_dollars_a_year", _("US dollars a year")


class FigureType(models.TextChoices):
    """Ten kinds that are never added together nor drawn on one axis."""

    REGISTER_COUNT = "register_count", _("register count")
    OFFICIAL_STATISTIC = "official_statistic", _("official statistic")
    SURVEY_ESTIMATE = "survey_estimate", _("survey estimate")
    MODEL_ESTIMATE = "model_estimate", _("model estimate")
    INSTITUTIONAL_ESTIMATE = "institutional_estimate", _("institutional estimate without a method")
    PRESENCE_FINDING = "presence_finding", _("presence finding")
    RANK_OR_COVERAGE = "rank_or_coverage", _("rank or coverage claim")
    DERIVED_VALUE = "derived_value", _("derived value")
    EXPECTATION = "expectation", _("expectation")
    RHETORIC = "rhetoric", _("rhetoric")


class SourceGrade(models.TextChoices):
    A = "A", _("completely reliable")
    B = "B", _("usually reliable")
    C = "C", _("fairly reliable")
    D = "D", _("not usually reliable")
    E = "E", _("unreliable")
    F = "F", _("reliability cannot be judged")


class InformationGrade(models.TextChoices):
    ONE = "1", _("confirmed by independent sources")
    TWO = "2", _("probably true")
    THREE = "3", _("possibly true")
    FOUR = "4", _("doubtful")
    FIVE = "5", _("improbable")
    SIX = "6", _("truth cannot be judged")


class MethodGrade(models.TextChoices):
    M0 = "m0", _("no method stated")
    M1 = "m1", _("method described")
    M2 = "m2", _("method can be repeated")
    M3 = "m3", _("repeated here")


class Flag(models.TextChoices):
    """What a reader must know before using a figure."""

    MIXED_SOURCES = "mixed_sources", _("The value is derived from different sources.")
    OBSERVER_PRESENCE = (
        "observer_presence",
        _("The places named are the places where the observer works."),
    )
    RELAYED = "relayed", _("The figure is relayed; the original document is not held.")
    MEANING_DRIFTED = (
        "meaning_drifted",
        _("It is said elsewhere of other people and forms; those documents are not held."),
    )
    GAZETTE_MISSING = "gazette_missing", _("The citation of the official gazette is missing.")
    WORDS_FOR_A_NUMBER = "words_for_a_number", _("The source uses words, not a number.")
    DEFINITION_UNKNOWN = "definition_unknown", _("The definition behind the figure is unknown.")
    BEGGING_UNDER_LABOUR = (
        "begging_under_labour",
        _("Begging is counted under labour exploitation."),
    )
    SMALL_CELLS = (
        "small_cells",
        _("Naming the countries would reveal groups of very few people."),
    )
    NO_RANKING_HELD = (
        "no_ranking_held",
        _("No ranking is held against which this could be checked."),
    )


class Formula(models.TextChoices):
    GROWN_BY_ROUNDED_PERCENT = (
        "grown_by_rounded_percent",
        _("The base value grown by a percentage that was published rounded."),
    )
    DAYS_BETWEEN = "days_between", _("The number of days from the first date to the second.")
