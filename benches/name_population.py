"""Invented people for measuring the name search: seeded, Zipf-like, Spanish and Mayan spellings.

Longer than usual because the word lists are part of it. Common given names and surnames are
written down here; the rare tail is composed of invented syllables, so that no one's rare name
is in it on purpose.
"""

from dataclasses import dataclass
from random import Random

from amparo.people.names import FullName

GIVEN_HER = """
María Guadalupe Ana Juana Margarita Rosa Verónica Elena Carmen Leticia Alejandra Gabriela Patricia
Josefina Martha Marta Teresa Claudia Alicia Daniela Adriana Karla Yolanda Silvia Sandra Laura
Fernanda Diana Sofía Lucía Andrea Paola Valeria Camila Ximena Jimena Mónica Rocío Esperanza
Dolores Mercedes Concepción Luz Paz Soledad Consuelo Beatriz Irma Norma Gloria Blanca Estela
Araceli Lorena Brenda Yesenia Jessica Wendy Karina Cristina Cecilia Victoria Isabel Ingrid Julia
Luisa Catalina Magdalena Micaela Petrona Tomasa Manuela Marcela Fabiola Berenice Viviana Natalia
Marisol Mayra Nancy Liliana Miriam Raquel Rebeca Ruth Ester Sara Abigail Débora Eva Noemí Rut
Belén Nieves Pilar Amparo Fátima Elvira Emilia Eugenia Hortensia Ofelia Olga Otilia Perla Rosario
Susana Vanesa Zoila Xiomara Yadira Yamileth Dulce Ixchel Itzel Nicté Citlali Xóchitl Zyanya Nayeli
Yaretzi Ixmukané Ixquic Akabal Ixkik Yatzil Sasil Izamal Angélica Azucena Brígida Candelaria
Dominga Eulalia Francisca Gregoria Herminia Inés Jacinta Lidia Matilde Narcisa Obdulia Pascuala
Ramona Sebastiana Úrsula Virginia Aurora Celia Delia Flor Griselda Heidi Iris Jazmín Kenia Lesly
Maribel Nohemí Odalis Priscila Reyna Selena Tatiana Zulema Ángela Catarina Juliana
""".split()
GIVEN_HIS = """
José Juan Luis Miguel Francisco Carlos Jesús Antonio Alejandro Pedro Manuel Jorge Roberto Fernando
Daniel Ricardo Eduardo Javier Rafael Martín Raúl David Arturo Sergio Marco Marcos Mario Óscar
Víctor Héctor Alberto Enrique Gerardo Armando Salvador Ramón Gabriel Rubén Alfredo Jaime Julio
Gustavo Felipe Pablo Andrés Santiago Mateo Diego Sebastián Emiliano Leonardo Iván Hugo Omar César
Adrián Ángel Guillermo Ernesto Ignacio Agustín Tomás Domingo Vicente Lorenzo Nicolás Cristóbal
Bartolomé Esteban Baltazar Gaspar Melchor Isaías Elías Moisés Abel Caín Joel Samuel Saúl Josué
Ezequiel Benjamín Israel Wilmer Wilson Walter William Kevin Brayan Jonathan Christian Edwin Erick
Franklin Henry Byron Elmer Nelson Xavier Ulises Tadeo Simón Rogelio Rigoberto Quetzal Pascual
Oswaldo Noé Mauricio Lázaro Kaled Jacinto Ismael Hilario Genaro Fidel Efraín Darío Camilo Braulio
Aurelio Zacarías Valentín Uriel Timoteo Silvestre Balam Ixbalanqué Hunahpú Tecún Kabil Canek Nahil
Yum Itzamná Cuauhtémoc Tonatiuh Anselmo Bonifacio Celestino Dámaso Eleuterio Florentino Gonzalo
Humberto Inocencio Joaquín Leandro Maximiliano Nazario
""".split()
SURNAMES = """
Hernández García Martínez López González Rodríguez Pérez Sánchez Ramírez Cruz Flores Gómez Morales
Vázquez Jiménez Reyes Díaz Torres Gutiérrez Ruiz Mendoza Aguilar Méndez Moreno Ortiz Juárez
Castillo Álvarez Romero Ramos Rivera Chávez Domínguez Rivas Medina Castro Vargas Guzmán Velázquez
Muñoz Rojas Contreras Salazar Luna Ortega Santiago Guerrero Estrada Bautista Cortés Soto Alvarado
Espinoza Lara Ríos Cervantes Silva Vega Delgado Sandoval Carrillo Fuentes Mejía Cabrera Navarro
Campos Ávila Rosales Figueroa Acosta Molina Valdez Peña Salas Ibarra Núñez Escobar Maldonado
Padilla Pacheco Ayala Miranda Solís Cárdenas Serrano Rangel Trejo Camacho Robles Valencia Nava
Márquez Barrera Tapia Zamora Calderón Huerta Trujillo Osorio Orozco Villanueva Zavala Rosas Montes
Suárez Becerra Galindo Meza Ponce Arias Cano Franco Beltrán Bravo Duarte Esparza Gallegos Godínez
Guevara Lozano Macías Ochoa Olvera Palacios Paredes Quintero Rubio Saldaña Téllez Uribe Valle Vera
Villa Yáñez Zúñiga Zapata Alonso Andrade Arellano Ballesteros Benítez Cisneros Corona Cordero
Coronado Enríquez Escalante Félix Gil Granados Heredia Hidalgo Jaramillo Leyva Linares Llamas Lugo
Marín Mata Mora Murillo Nieto Ojeda Olivares Parra Pineda Quezada Quiroz Rendón Rentería Rico
Rincón Rocha Salgado Segura Sierra Tovar Treviño Varela Velasco Vidal Villarreal Villegas Zárate
Ascencio Barrios Bonilla Chacón Chub Caal Coc Xol Tzul Tzoc Ixcoy Ixtamer Choc Pop Cuc Ical Xuc
Tiul Tut Bol Cac Teyul Maquin Quim Ajú Ajanel Akabal Batz Bixcul Cojtí Cumez Cux Guarchaj Ixmatá
Ixquiac Lux Mucía Poz Puac Quiej Raxón Saquic Sicajá Sohom Tahay Tambriz Tepaz Toj Tuyuc Tzep
Tziquín Tzunún Xicay Xiloj Xitumul Yac Yaxcal Canul Chan Chi Couoh Dzib Dzul Ek Euán Hau Huchim
Kantún Kú May Mis Moo Nah Noh Pat Pech Poot Puc Tun Tzab Uc Uicab Xool Yah Yam Zelaya Lempira
Funes Portillo Menjívar Quinteros Orellana Recinos Turcios Zepeda Amaya Bográn Discua Erazo
Fiallos Girón Hándal Interiano Lagos Matamoros Nolasco Oseguera Paz Rápalo Sabillón Tábora Urbina
Welchez Yanes Zaldívar
""".split()

_HEADS = """
al am ar bal bar bel ber cal car cas cor dal del es fal gal gar gon her jal ju lam lar mal mar men
mon nar or pal per qui ral ram rod sal san sar tal tor ur val ver vil yar zal zar
""".split()
_MIDDLES = """
a ab ac ad al am an ar as ed el em en er es id il im in ir is od ol om on or os ub ud ul um un ur
""".split()
_TAILS = """
anza ara ares ba beda bides carte cedo dabia dares dilla dona dora entes eros eta ga gara gosa
ibar ido inda llano lles lloso ma mendi mero mosa nedo nilla nos ondo quín ques rano rate rena
rola rriga ruta sada seca sola tano tegui tero tosa vedra veros yano za zabal zola
""".split()
_MAYAN_ONSETS = """
b b' c ch ch' h ix k k' kan l m n p pix q s sak t t' tz tz' x yax y j w
""".split()
_MAYAN_CORES = """
a aa a' ax e ej i ib ic ij o oc oj u uc uj al am an il ob ol om ul um un ix it
""".split()
_MAYAN_ENDS = """
b c ch j k k' l lam m mal n p q s t tz w x y
""".split()
_GIVEN_HEADS = """
Ade Alo Ari Ber Cla Dar Del Edi Elo Fla Gel Hel Ili Jen Kat Lei Lis Mel Nor Oda Per Rom Sel Tan
Vel Wil Yan Yos Zul
""".split()
_GIVEN_TAILS = """
ana aldo bel berto cia dalia delia dina elda elia elmo ena enia estor feo fina gardo genia gino
iel ina inda isa lberto leny lia lina lisa lvia mar mira mundo nelda nia nor quiel ria rico rina
sel selia tina vana vina ya yda zel
""".split()


# One woman in six is María; ten surnames cover a fifth of all, a hundred cover half.
GIVEN_SHAPE = (1.1, 1.2)
SURNAME_SHAPE = (1.15, 6.0)


def _zipf(count: int, power: float, offset: float) -> list[float]:
    total, sums = 0.0, []
    for rank in range(count):
        total += 1 / (rank + offset) ** power
        sums.append(total)
    return sums


def _tail(rng: Random, count: int, known: set[str], make) -> list[str]:
    fresh: list[str] = []
    while len(fresh) < count:
        word = make(rng)
        if word not in known and "lll" not in word.lower():
            known.add(word)
            fresh.append(word)
    return fresh


def _spanish_surname(rng: Random) -> str:
    middle = rng.choice(_MIDDLES) if rng.random() < 0.5 else ""
    return (rng.choice(_HEADS) + middle + rng.choice(_TAILS)).capitalize()


def _mayan_surname(rng: Random) -> str:
    def syllable():
        return rng.choice(_MAYAN_ONSETS) + rng.choice(_MAYAN_CORES)

    return (
        "".join(syllable() for _ in range(rng.choice((1, 2)))) + rng.choice(_MAYAN_ENDS)
    ).capitalize()


def _given_name(rng: Random) -> str:
    return rng.choice(_GIVEN_HEADS) + rng.choice(_GIVEN_TAILS)


@dataclass
class Vocabulary:
    hers: list[str]
    his: list[str]
    surnames: list[str]

    @classmethod
    def invent(cls, seed: int, surnames: int = 6_000, given: int = 900) -> "Vocabulary":
        """Common names first, then the composed tail; two in five of the tail sound Mayan."""
        rng = Random(seed)
        known = set(SURNAMES)
        rare = _tail(rng, surnames * 3 // 5, known, _spanish_surname)
        rare += _tail(rng, surnames * 2 // 5, known, _mayan_surname)
        rng.shuffle(rare)
        first = set(GIVEN_HER + GIVEN_HIS)
        tail = _tail(rng, given, first, _given_name)
        common = list(dict.fromkeys(SURNAMES))
        return cls(
            GIVEN_HER + tail[::2], list(dict.fromkeys(GIVEN_HIS)) + tail[1::2], common + rare
        )


class Population:
    """Draws people; the same seed draws the same people."""

    def __init__(self, seed: int = 2005, vocabulary: Vocabulary | None = None):
        self.rng = Random(seed)
        self.vocabulary = vocabulary or Vocabulary.invent(7)
        self._weights = {
            id(pool): _zipf(len(pool), *shape)
            for pool, shape in [
                (self.vocabulary.hers, GIVEN_SHAPE),
                (self.vocabulary.his, GIVEN_SHAPE),
                (self.vocabulary.surnames, SURNAME_SHAPE),
            ]
        }

    def _one(self, pool: list[str]) -> str:
        return self.rng.choices(pool, cum_weights=self._weights[id(pool)])[0]

    def person(self) -> FullName:
        """Two given names for two in three, particles and one surname now and then."""
        rng = self.rng
        given = self.vocabulary.hers if rng.random() < 0.6 else self.vocabulary.his
        first = self._one(given)
        if rng.random() < 0.65:
            second = self._one(given)
            joint = rng.choice((" de los ", " del ", " de la ")) if rng.random() < 0.03 else " "
            first = first if second == first else f"{first}{joint}{second}"
        paternal, maternal = (
            self._one(self.vocabulary.surnames),
            self._one(self.vocabulary.surnames),
        )
        if rng.random() < 0.03:
            paternal = f"de la {paternal}"
        if rng.random() < 0.06:
            maternal = ""
        return FullName(first, paternal, maternal)

    def people(self, count: int) -> list[FullName]:
        return [self.person() for _ in range(count)]
