"""The words of vague dates in both languages: what is read, and how a date is shown."""

MONTHS = {
    "es": [
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ],
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
}
SEASONS = {
    "es": {21: "primavera", 22: "verano", 23: "otoño", 24: "invierno"},
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
}

# Read without accents and in small letters. Three letters name a month in either language.
MONTH_NUMBERS = {
    name[:length].lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for length in (3, 4, len(name))
} | {"setiembre": 9, "set": 9, "sept": 9}
SEASON_NUMBERS = {
    "primavera": 21, "spring": 21, "verano": 22, "summer": 22,
    "otono": 23, "autumn": 23, "fall": 23, "invierno": 24, "winter": 24,
}  # fmt: skip

ABOUT = (
    r"hacia(?: el| la)?|aproximadamente(?: en)?|aprox\.?|alrededor de|cerca de|como en|por ahi de|"
    r"mas o menos(?: en)?|principios de|mediados de|fin(?:al)?es de|inicios de|c\.|ca\.|circa|"
    r"about|around|approximately|approx\.?|roughly|early|mid|late"
)
ABOUT_AFTER = r"aproximadamente|aprox\.?|mas o menos|approximately|approx\.?|or so|~"
UNSURE = r"quizas?|tal vez|posiblemente|probablemente|al parecer|possibly|perhaps|maybe|probably|\?"
UNSURE_AFTER = r"(?:y )?sin certeza|por confirmar|no es seguro|(?:and )?uncertain|\(\?\)|\?"
BEFORE = r"antes de[l]?|before|prior to"
UNTIL = r"hasta|a mas tardar(?: en| el)?|until|up to|by"
AFTER = r"despues de[l]?|posterior a|after"
SINCE = r"desde|a partir de[l]?|since|from"
FILLERS = r"(?:en |el |la |de |del |in |on |of |ano |year |mes de |month of |dia |the )+"

SHOWN = {
    "es": {
        "day": "{day} de {month} de {year}",
        "month": "{month} de {year}",
        "season": "{season} de {year}",
        "year": "{year}",
        "decade": "década de {year}",
        "century": "algún año entre {year} y {last}",
        "some_month": "algún mes de {year}",
        "some_day": "algún día de {month} de {year}",
        "some_day_of_year": "algún día de {year}",
        "approximate": "{date}, aproximadamente",
        "uncertain": "{date}, sin certeza",
        "both": "{date}, aproximadamente y sin certeza",
        "interval": "entre {start} y {end}",
        "open_start": "{end} o antes",
        "open_end": "{start} o después",
        "unknown_start": "hasta {end}, con inicio desconocido",
        "unknown_end": "desde {start}, con fin desconocido",
    },
    "en": {
        "day": "{day} {month} {year}",
        "month": "{month} {year}",
        "season": "{season} {year}",
        "year": "{year}",
        "decade": "the {year}s",
        "century": "some year between {year} and {last}",
        "some_month": "some month of {year}",
        "some_day": "some day of {month} {year}",
        "some_day_of_year": "some day of {year}",
        "approximate": "{date}, approximately",
        "uncertain": "{date}, uncertain",
        "both": "{date}, approximately and uncertain",
        "interval": "between {start} and {end}",
        "open_start": "{end} or before",
        "open_end": "{start} or later",
        "unknown_start": "until {end}, with an unknown start",
        "unknown_end": "from {start}, with an unknown end",
    },
}
