"""What the name search keeps: tokens that stand for several names, and a sealed list of words."""

from django.db import models


class NameBlock(models.Model):
    """A run of numbered places in the name index of an agency. See `name_places`.

    Whoever writes who bears a token in a block holds its row.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    # How many of its places were given out. None is given twice.
    given = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "people_name_block"

    def __str__(self) -> str:
        return f"block {self.pk} of a name index"

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agency", "given"}


class NamePlace(models.Model):
    """The number under which a person stands in the name index of her agency."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="name_place"
    )
    number = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "people_name_place"

    def __str__(self) -> str:
        return f"place of person {self.person_id}"

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"person", "number"}


class NameBearers(models.Model):
    """Who of one block has a word that leaves this cut, keyed token: their places, packed."""

    pk = models.CompositePrimaryKey("token", "block_id")
    token = models.BigIntegerField()
    block = models.ForeignKey(NameBlock, on_delete=models.CASCADE, related_name="bearers")
    places = models.BinaryField()

    class Meta:
        db_table = "people_name_bearers"

    def __str__(self) -> str:
        return f"bearers of a token in block {self.block_id}"

    class Privacy:
        identifying = {"token"}
        sensitive = {"places"}
        open = {"block"}


class NameWord(models.Model):
    """A word that occurs in the names of an agency's people, sealed; it points to no one."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    # Tells under the agency's key whether the word is already listed.
    mark = models.BigIntegerField()
    sealed_word = models.TextField()

    class Meta:
        db_table = "people_name_word"
        constraints = [
            models.UniqueConstraint(fields=["agency", "mark"], name="name_word_listed_once")
        ]

    def __str__(self):
        return f"listed name word {self.pk}"

    class Privacy:
        identifying = {"mark", "sealed_word"}
        sensitive = set()
        open = {"id", "agency"}


class NameIndex(models.Model):
    """Under which master key an agency's name index was built."""

    agency = models.OneToOneField(
        "agencies.Agency", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    generation = models.PositiveIntegerField()

    class Meta:
        db_table = "people_name_index"

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"agency", "generation"}

    def __str__(self) -> str:
        return f"index {self.generation}"
