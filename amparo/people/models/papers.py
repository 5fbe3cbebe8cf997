"""What finds the second record of who gave another name: cut tokens of the numbers of papers."""

from django.db import models


class PaperToken(models.Model):
    """That a number which leaves this cut, keyed token stands on a paper of hers. See `papers`."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    token = models.BigIntegerField(db_index=True)
    # Under which master key: while keys are rotated, two stand side by side.
    generation = models.PositiveIntegerField()

    class Meta:
        db_table = "people_paper_token"

    class Privacy:
        identifying = {"token"}
        sensitive = {"person"}
        open = {"id", "generation"}

    def __str__(self) -> str:
        return f"token {self.pk} of a paper"
