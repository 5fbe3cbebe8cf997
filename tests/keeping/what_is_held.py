"""Prints what a database holds, opened: how many rows, and a digest of every sealed field.

A frozen version was asked this by its own code; whatever code comes later must answer the same.
"""

import hashlib
import json
import sys


def main() -> None:
    import django

    django.setup()
    from django.apps import apps

    from amparo.core.fields import SealedTextField

    held: dict[str, dict] = {"rows": {}, "opened": {}}
    for model in apps.get_models():
        held["rows"][model._meta.db_table] = model._base_manager.count()
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                rows = model._base_manager.all()
                opened = sorted(f"{row.pk} {getattr(row, field.attname)!r}" for row in rows)
                digest = hashlib.sha256("\n".join(opened).encode()).hexdigest()
                held["opened"][f"{model._meta.db_table}.{field.column}"] = digest
    sys.stdout.write(json.dumps(held, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
