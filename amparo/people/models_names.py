"""What the name search keeps: tokens that stand for several names, and a sealed list of words."""

from django.db import models


class NameToken(models.Model):
    """One word of a person's name as a cut, keyed token. See `name_index`."""

    pk = models.CompositePrimaryKey("token", "person_id")
    token = models.BigIntegerField()
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="name_tokens"
    )

    class Meta:
        db_table = "people_name_token"

    def __str__(self):
        return f"name token of person {self.person_id}"

    class Privacy:
        identifying = {"token"}
        sensitive = set()
        open = {"person"}


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
