"""Bringing a file in: people from a register, or an external data set from a public file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.assistance import actions as assistance
from amparo.cases import actions as cases
from amparo.core import bulk, clock, keystore, planning
from amparo.core.errors import BadInput
from amparo.core.keyring import ring
from amparo.evidence import actions as evidence
from amparo.evidence import queries as evidence_queries
from amparo.people import actions as people
from amparo.registers import apply, headings, policies, queries
from amparo.registers.codebook import KINDS, codebook
from amparo.registers.enums import State
from amparo.registers.mapping import Mapping
from amparo.registers.models import Import
from amparo.registers.proposing import propose, standard_mapping
from amparo.registers.public_rows import MOST_REJECTED, PublicTable, Rejected, Wider
from amparo.registers.reading import Register, Row, bounds, open_register
from amparo.registers.recognise import PUBLIC_KINDS, Recognised, recognise, recognise_as
from amparo.registers.records import Batch, Marks

# Each batch is one transaction: the log events of a whole archive would not fit in memory, and
# nobody else should wait for it. What is confirmed is found again by its marks.
BATCH = 2000
PROPOSED = "proposed"
Progress = Callable[[int, int | None], object]


@dataclass
class Outcome:
    """What bringing a file in did, or would do."""

    kind: str
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    doubts: int = 0
    asides: list[list[Any]] = field(default_factory=list)
    # The numbers of columns whose heading looks like what stands in a row.
    doubtful_headings: list[int] = field(default_factory=list)
    dataset: str | None = None
    brought: Import | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": [each.as_dict() for each in self.rejected],
            "unchanged": self.unchanged,
            "dataset": self.dataset,
        }


@dataclass(frozen=True)
class Plan:
    """How a file will be read: as a public data set, or as people under a mapping."""

    kind: str
    recognised: Recognised | None = None
    mapping: Mapping | None = None

    @property
    def is_public(self) -> bool:
        return self.kind in PUBLIC_KINDS


def plan_for(register: Register, *, kind: str | None = None, agency: Agency | None = None) -> Plan:
    """Find out what a file is: a codebook, a saved mapping, or a proposal of our own."""
    sample = [row.values[: len(register.columns)] for row in register.sample()]
    found = recognise_as(kind, register.columns) if kind in KINDS else None
    if kind and found is None:
        return Plan(kind, mapping=queries.saved_mapping(agency, kind))
    found = found or recognise(register.columns, sample)
    if found is None:
        return Plan(PROPOSED, mapping=propose(register.columns, sample))
    if found.kind == "htcds":
        return Plan("htcds", found, standard_mapping(register.columns, sample))
    return Plan(found.kind, found)


def bring_in(
    *,
    by: Any,
    path: Path,
    agency: Agency | None = None,
    kind: str | None = None,
    mapping: Mapping | None = None,
    sheet: str | None = None,
    file_name: str = "",
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Bring a file in. The same rows again change nothing; a dry run stores nothing."""
    register = open_register(path, sheet=sheet)
    plan = Plan(mapping.name or PROPOSED, mapping=mapping) if mapping else None
    plan = plan or plan_for(register, kind=kind, agency=agency)
    if plan.is_public:
        name = _name(file_name or path.name)
        return _bring_data_set(by, register, plan, name, dry_run=dry_run, progress=progress)
    if agency is None:
        raise BadInput(
            _(
                "People are brought into the vault of one agency, and none was named. Name it with "
                "--agency, or act as one of its members with --by."
            )
        )
    policies.can_bring_in(agency, by=by).or_refuse()
    sample = [row.values for row in register.sample()]
    total = _count(path, sheet)
    desk = _Desk(by, agency, register, plan, file_name or path.name, dry_run)
    desk.outcome.doubtful_headings = headings.doubtful(register.columns, sample)
    return desk.bring(total, progress)


def _count(path: Path, sheet: str | None) -> int:
    """Read the file to its end before anything is stored: it may be cut off at the last row."""
    return sum(1 for _row in open_register(path, sheet=sheet).rows())


class _Desk:
    """The import desk: takes rows in batches, and saves people with all that hangs on them."""

    def __init__(
        self, by: Any, agency: Agency, register: Register, plan: Plan, name: str, dry_run: bool
    ) -> None:
        self.by, self.agency, self.register, self.plan = by, agency, register, plan
        self.name, self.dry_run = name, dry_run
        self.outcome, self.stored = Outcome(plan.kind), 0
        self.reader = apply.Plan(
            plan.mapping, register.columns, today=clock.today(), find_place=queries.place_finder()
        )
        key = ring().subkey("register-rows", str(agency.pk))
        self.marks = Marks(key, register.columns)
        self.draft = Import(agency=agency, kind=plan.kind, columns=list(register.columns))

    def bring(self, total: int, progress: Progress) -> Outcome:
        self.draft.rows = total
        for rows in _batches(self.register.rows()):
            self._take(rows)
            progress(self.outcome.rows, total)
        self.outcome.asides = [
            [str(aside.kind), aside.first_row, aside.last_row, aside.text]
            for aside in self.register.asides
        ]
        if self.outcome.brought is not None:
            self._finish(self.outcome.brought)
        return self.outcome

    def _take(self, rows: list[Row]) -> None:
        marks = [self.marks.of(row) for row in rows]
        held = queries.marks_held(self.agency.pk, marks)
        fresh = [(row, mark) for row, mark in zip(rows, marks, strict=True) if mark not in held]
        self.outcome.rows += len(rows)
        self.outcome.unchanged += len(rows) - len(fresh)
        batch = Batch()
        for row, mark in fresh:
            applied = self.reader.apply(row)
            self._note(applied)
            # A dry run reads everything as the real one would, and drops it.
            batch.add(row, mark, applied, self.outcome.brought or self.draft)
        self.outcome.accepted += len(fresh)
        self.outcome.doubts += len(batch.doubts)
        if fresh and not self.dry_run:
            self._store(batch)

    def _note(self, applied: apply.Applied) -> None:
        self.outcome.rejected += applied.rejected
        if len(self.outcome.rejected) > MOST_REJECTED:
            raise BadInput(
                _(
                    "More than a million values could not be read, so the mapping does not fit "
                    "this file. Correct the mapping, undo what came in, and bring the file in "
                    "again."
                )
            )

    @transaction.atomic
    def _store(self, batch: Batch) -> None:
        if self.outcome.brought is None:
            self._begin()
        batch.record_at(clock.now())
        people.register_many(by=self.by, agency=self.agency, people=batch.people)
        cases.open_many(by=self.by, agency=self.agency, cases=batch.cases)
        cases.record_events(
            by=self.by,
            events=batch.events,
            involvements=batch.involvements,
            places=batch.places,
        )
        assistance.record_many(by=self.by, entries=batch.assistance)
        bulk.insert_many(batch.lines)
        bulk.insert_many(batch.doubts)
        self.stored += len(batch.lines)
        # Of an import that breaks off, the page still says how many people came in.
        Import.objects.filter(pk=self.outcome.brought.pk).update(accepted=self.stored)

    def _begin(self) -> None:
        brought, register = self.draft, self.register
        keystore.create([brought.id])
        brought.brought_by = self.by if isinstance(self.by, Member) else None
        brought.mapping = self.plan.mapping.to_json()
        brought.file_name, brought.file_sha256 = self.name, register.sha256
        brought.save(force_insert=True)
        audit.record("import_begun", by=self.by, about=brought, detail={"kind": self.plan.kind})
        self.outcome.brought = brought

    @transaction.atomic
    def _finish(self, brought: Import) -> None:
        brought.state, brought.finished_at = State.DONE, clock.now()
        brought.rows, brought.accepted = self.outcome.rows, self.outcome.accepted
        brought.unchanged = self.outcome.unchanged
        brought.rejected_values = len(self.outcome.rejected)
        brought.asides = self.outcome.asides
        fields = ["state", "finished_at", "rows", "accepted", "unchanged", "rejected_values"]
        brought.save(update_fields=[*fields, "asides"])
        detail = {"rows": brought.rows, "accepted": brought.accepted}
        audit.record("import_finished", by=self.by, about=brought, detail=detail)
        transaction.on_commit(planning.look_again)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := bounds.some(rows, BATCH):
        yield batch


def _bring_data_set(
    by: Any, register: Register, plan: Plan, name: str, *, dry_run: bool, progress: Progress
) -> Outcome:
    table = PublicTable(register, plan.recognised)
    held = evidence_queries.dataset_by_file(register.sha256, plan.kind)
    if held is not None:
        return Outcome(plan.kind, held.rows, 0, held.rows, dataset=held.name)
    while True:
        try:
            return _stored(by, table, plan.kind, name, dry_run, progress)
        except Wider as wider:
            again = open_register(register.path, sheet=register.sheet or None)
            table = PublicTable(again, plan.recognised, wider.width)


def _stored(
    by: Any, table: PublicTable, kind: str, name: str, dry_run: bool, progress: Progress
) -> Outcome:
    if dry_run:
        rows = sum(1 for _row in table.rows())
        return Outcome(kind, rows, rows, 0, table.rejected)
    book = codebook(kind)
    stored = evidence.store_dataset(
        by=by,
        name=name,
        kind=kind,
        title=book.title,
        licence_note=book.licence_note,
        file_sha256=table.register.sha256,
        is_public=True,
        columns=table.columns,
        rows=table.rows(),
        missing=table.missing,
        progress=lambda done: progress(done, None),
    )
    return Outcome(kind, stored.rows, stored.rows, 0, table.rejected, dataset=stored.dataset.name)


def _name(file_name: str) -> str:
    return slugify(Path(file_name).stem.replace(".", "_"))[:60] or "data-set"
