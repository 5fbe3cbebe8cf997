"""What a paper may say that somebody else finds: read as he would read it. No database.

Each line is one that a caseworker would write without thinking; the word that gives her away stands
between asterisks.
"""

import re

import pytest

from amparo.cases.policies.safety_plan import plain, telling_word
from amparo.cases.telling_words import HARMLESS, TELLING, TOGETHER, WHOLE

GIVES_HER_AWAY = """
    La *abogada* llega a las nueve
    Hablar del *abuso* otro día
    He was *aggressive* again
    Si vuelve el *agresor*, salir
    Otra *agresión*, avisar a Chayo
    Cuarto 4 del *albergue*
    Guardar sus *amenazas*
    Pedir un *amparo*
    La *asesora* del martes
    Solicitud de *asilo*
    *Asylum* papers on Friday
    Pedir a la *autoridad*
    Call my *caseworker*
    La *consejera* de los jueves
    Cita en el *consulado*
    *Consulate*, bring two photos
    See the *counsellor* at ten
    Meet outside the *courthouse*
    *Courtroom* 3, second floor
    Línea de *crisis*
    If in *danger*, ring Rosa
    Qué *delito* fue
    Copia de la *denuncia*
    Que no me *deportan*, me dijo
    She was *deported* last year
    Salió de la *detención*
    Preguntar por el *detenido*
    *Detention* centre visit
    La *embajada* abre a las diez
    *Embassy*, ask for Ana
    Salida de *emergencia* por el patio
    *Escapar* por la cocina
    La tenían de *esclava*
    Número de *expediente*
    How he *exploited* us
    Dónde nos *explotaban*
    Papel de la *expulsión*
    El *fiscal* pregunta el lunes
    La *fundación* paga el taxi
    He *harassed* me at work
    *Helpline*, day and night
    *Hotline*: ask for Ana
    Mochila lista para la *huida*
    *Huir* por atrás
    Si *huye* con los niños
    Para *identificar* al señor
    *Immigration*, window 5
    *Inmigración*, ventanilla 5
    *Instituto* de las Mujeres
    The *judge* listens to me
    Lo que dijo la *jueza*
    *Juzgado* tercero
    The men who *kidnapped* us
    My *lawyer*, Thursday
    Papeles *legales*
    Fotos del *maltrato*
    Oficina de *migración*
    Casa del *migrante*
    Permiso *migratorio*
    *Ministerio* Público, turno de noche
    La señora de la *organización*
    El *padrote* vive en la esquina
    Señal de *peligro*: la toalla roja
    *Police* station, ask for a woman
    *Policía*, agente Ruiz
    La *procuradora* de los niños
    Inscribirme en el *programa*
    The *prosecutor* has my phone
    Cerca del *prostíbulo*
    Ya no quiero *prostituirme*
    Orden de *protección*
    *Protection* order, keep a copy
    Testigo o *protegida*, aún no sé
    Denunciar al *proxeneta*
    *Psicóloga*, lunes a las 4
    Cita con el *psiquiatra*
    *Psychologist*, Monday at 4
    The night I was *raped*
    The *rapist* has a red car
    Dirección del *refugio*
    Los que me *rescataron*
    After the *rescue*
    Si hay *riesgo*, no ir
    Know my *rights*
    If it is a *risk*, do not go
    My *safety* plan
    El día del *secuestro*
    Plan de *seguridad*
    Violencia no: hostigamiento *sexual*
    Women's *shelter*, back door
    Worked like a *slave*
    The man who *smuggled* us
    Grupo de *sobrevivientes*
    La trabajadora *social*
    Si alguien *sospecha*, callar
    *Survivors* meet on Sunday
    The *suspect* lives near
    Segundo *tamizaje*
    *Terapia* de grupo
    *Testify* on the ninth
    La *testigo* soy yo
    Dar mi *testimonio*
    *Therapist*, room 2
    His *threats*, keep them
    Human *trafficking* unit
    Los *traficantes* llaman de noche
    El *tratante* tiene mi foto
    Apoyo a *víctimas*
    Examen después de la *violación*
    La que fue *violada*
    Centro contra la *violencia*
    I am a *witness*
    Delito de *trata*
    About my *case*
    She has many *cases*
    Mi *caso* es el 14
    Lleva varios *casos*
    In *court* at nine
    The *courts* open at eight
    Mis *derechos*
    Si viene la *migra*
    The day I *fled*
    They paid me for *sex*
    Pagan por *sexo*
    *IOM*, ask for the bus
    La *OIM* da el boleto
    La *ONG* paga
    The *NGO* pays
    *DIF*, segundo piso
    *FGR*, puerta 2
    *INM*, ventanilla 5
    Registro de la *CEAV*
    Cita en *COMAR*
    *ACNUR* manda el recibo
    *UNHCR* sends the letter
    Marcar *088*
    Marcar *089*
    Marcar al *911*
    Es una *casa segura*
    The *safe house*, blue door
    *Help line*, day and night
    Ask the *hot line*
    La *línea de ayuda*
"""


def lines():
    return [line.strip() for line in GIVES_HER_AWAY.strip().splitlines()]


def marked(line):
    return plain(re.search(r"\*(.+)\*", line)[1])


def test_a_line_that_gives_her_away_is_refused_by_the_word_that_does():
    # Two of them stand beside another word that tells; the first is named.
    two = {"Denunciar al *proxeneta*": "denunciar", "Testigo o *protegida*, aún no sé": "testigo"}
    two |= {"Violencia no: hostigamiento *sexual*": "violencia", "Delito de *trata*": "delito"}
    found = {line: telling_word(line.replace("*", "")) for line in lines()}
    assert {line: word for line, word in found.items() if word != marked(line)} == two


def test_each_word_of_the_list_has_its_line():
    alone = [marked(line) for line in lines()]
    assert [stem for stem in TELLING if not any(word.startswith(stem) for word in alone)] == []
    assert (WHOLE | set(TOGETHER)) - set(alone) == set()
    for word in alone:
        assert telling_word(f"Para {word} el lunes") == word


@pytest.mark.parametrize(
    "line",
    [
        "Pan, leche, queso casero", "Consulta médica, martes a las 10", "Tratamiento: una diaria",
        "A la derecha de la farmacia", "Tía Chayo", "Casa de mi hermana", "Reunión de la escuela",
        "Pastillas para la migraña", "Migraine tablets, one at night", "Protector solar y gorra",
        "Deportes con los niños, jueves", "Mesa en la casona de Lupita", "Sexto piso, a la derecha",
        "Seguro Social, consulta 9:00", "Cita del Seguro Social", "Seguridad social: llevar fotos",
        "Ya no mirar redes sociales", "Social security, window 2", "No social media on Sunday",
        "Procurar dormir ocho horas", "Violetas para la abuela", "Llamar a Víctor por la estufa",
        "Jueves: legumbres, huevos, detergente", "Courtesy bus at nine", "Next to the courtyard",
        "Thread, needles, a pillowcase", "Turn right at the bakery", "Test the oven",
        "Expedición al lago con Delia", "Acostarse temprano", "Casa azul, no la segura",
        "Eggs, milk, bread", "Clases de violín", "Safe and sound, house by the river",
    ],
)  # fmt: skip
def test_a_line_of_every_day_passes(line):
    assert telling_word(line) == ""


def test_what_is_harmless_in_company_tells_alone_and_beside_it():
    for words in HARMLESS:
        assert telling_word(f"Ir al {words}, ventanilla 5") == ""
        assert telling_word(words.upper()) == ""
    assert telling_word("Seguro social y trabajadora social") == "social"
    assert telling_word("Redes sociales, plan de seguridad") == "seguridad"
    # What stood on both sides of it is not side by side.
    assert telling_word("Casa, seguro social, segura") == ""
    assert telling_word("Inseguro socialmente") == "socialmente"
