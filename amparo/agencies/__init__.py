"""Agencies and their members: who signs in, and what each role may do."""


class _Operator:
    """A command without `--by`: logged, and it cannot read identity."""

    id = "operator"
    pk = "operator"
    agency_id = None
    agency = None
    role = ""
    language = "es"
    is_active = True
    opens_cases = False
    ALLOWED = frozenset(
        {"bring_in_registers", "record_cases", "count", "build_analysis", "read_audit"}
    )

    def may(self, permission) -> bool:
        return str(permission) in self.ALLOWED

    def __str__(self) -> str:
        return "operator"


OPERATOR = _Operator()
