"""Words that say nothing about her or about us, to be read out or copied by hand.

In the language of the person, not of the page. `tests/people/test_neutral_words.py` measures how
easy they are to read.
"""

NEUTRAL: dict[str, tuple[str, ...]] = {
    "es": (
        "Hola. ¿Puede hablar ahora? Si no puede, no hay problema.",
        "Hola. Le llamo otro día. Que esté bien.",
        "Perdón, marqué mal. Que tenga buen día.",
    ),
    "en": (
        "Hello. Can you talk now? If you cannot, that is fine.",
        "Hello. I will call another day. Take care.",
        "Sorry, wrong number. Have a good day.",
    ),
}
