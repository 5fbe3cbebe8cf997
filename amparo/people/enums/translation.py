"""Languages of those served here into which people put the notice; never a machine."""

from django.db import models


class Tongue(models.TextChoices):
    MAM = "mam", "Mam"
    KICHE = "quc", "Kʼicheʼ"
    QEQCHI = "kek", "Qʼeqchiʼ"
    TSELTAL = "tzh", "Tseltal"
    TSOTSIL = "tzo", "Tsotsil"
