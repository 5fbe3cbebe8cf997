"""Words of our work, in Spanish and English: a paper that holds one says where it comes from.

Without accents. `tests/cases/test_policies_telling_words.py` holds a line for each, as somebody
would write it, and lines of every day that must pass.
"""

# Beginnings of words.
TELLING = (
    "abogad", "abus", "aggress", "agres", "albergu", "amenaz", "amparo", "asesor", "asilo",
    "asylum", "autoridad", "casework", "consejer", "consulad", "consulat", "counsel", "courthouse",
    "courtroom", "crisis", "danger", "delit", "denunci", "deporta", "deported", "detenc", "detenid",
    "detention", "embaj", "embass", "emergenc", "escap", "esclav", "expedient", "exploit", "explot",
    "expuls", "fiscal", "fundacion", "harass", "helpline", "hotline", "huid", "huir", "huye",
    "identific", "immigra", "inmigra", "instit", "judge", "juez", "juzgad", "kidnap", "lawyer",
    "legal", "maltrat", "migrac", "migrant", "migrat", "minister", "organiza", "padrote", "peligr",
    "police", "policia", "procurad", "program", "prosecut", "prostib", "prostit", "proteccion",
    "protection", "protegid", "proxenet", "psicol", "psiqui", "psych", "raped", "rapist", "refug",
    "rescat", "rescue", "riesg", "rights", "risk", "safety", "secuestr", "segurid", "sexual",
    "shelter", "slave", "smuggl", "sobreviv", "social", "sospech", "survivor", "suspect", "tamiz",
    "terap", "testif", "testig", "testimon", "therap", "threat", "traffick", "trafic", "tratant",
    "victim", "violac", "violad", "violen", "witness",
)  # fmt: skip
# Whole words alone: their beginnings are words of every day (tratamiento, queso casero, migraña).
# The short numbers that everybody knows: emergencies, reports to the police.
WHOLE = frozenset(
    {"trata", "case", "cases", "caso", "casos", "court", "courts", "derechos", "migra", "fled"}
    | {"sex", "sexo", "iom", "oim", "ong", "ngo", "dif", "fgr", "inm", "ceav", "comar", "acnur"}
    | {"unhcr", "088", "089", "911"}
)
# Words of every day that tell only side by side.
TOGETHER = ("casa segura", "safe house", "help line", "hot line", "linea de ayuda")
# Words of ours that tell nothing in such company: half the country is insured there.
HARMLESS = (
    "seguro social", "seguridad social", "redes sociales", "social media", "social security",
)  # fmt: skip
