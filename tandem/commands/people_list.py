"""Bring a list of people: `flask people import`, with every choice of the page as a flag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from tandem.commands.people import outside, zone_option
from tandem.dates import local_day
from tandem.people.accounts.telling import tell
from tandem.people.roster import actions, queries
from tandem.people.roster.choices import ListChoices
from tandem.people.roster.code_pages import NAMES
from tandem.people.roster.places import read_list
from tandem.people.roster.plan import RosterPlan
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.row_counts import counts_of
from tandem.people.roster.table import Roster
from tandem.people.roster.titles import Column, plain
from tandem.people.roster.words import COLUMNS, PASSED_OVER, text_of
from tandem.web import clock, db

PLACE = RosterPlace(leader_id=None)
MEANINGS = ", ".join(column.replace("_", "-") for column in Column)
NOTHING = "nothing"


@dataclass(frozen=True)
class ImportFlags:
    """What was said on the command line beside the file."""

    dry_run: bool
    code_page: str | None
    sheet: str
    columns: tuple[str, ...]
    take_names: bool
    whole_list: bool
    let_go: int | None
    time_zone: str


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--code-page", type=click.Choice(list(NAMES)), help="How the letters are to be read.")
@click.option("--sheet", default="", help="Which sheet of a workbook.")
@click.option("--column", "columns", multiple=True, help="TITLE=MEANING, as Poste=role.")
@click.option("--take-names", is_flag=True, help="Give people the names that the list has.")
@click.option("--whole-list", is_flag=True, help="Whoever is missing leaves.")
@click.option("--let-go", type=int, help="How many leave by being missing, above one in ten.")
@zone_option
@with_appcontext
def import_people(file: Path, **said: object) -> None:
    """Bring the people, teams and pairs of a FILE (CSV or .xlsx). Again is the same as once."""
    flags = ImportFlags(**said)  # type: ignore[arg-type]  # click has checked them
    content = file.read_bytes()
    roster = read_as_chosen(content, flags)
    today = local_day(clock.now(), flags.time_zone)
    plan = actions.plan_for(
        db.session(), roster, PLACE, today=today, emergency=current_app.config["EMERGENCY_ADMIN"]
    )
    with force_locale("en"):
        say_how_it_was_read(file, roster, plan)
        refuse_faults(file, roster, plan)
    number = len(plan.missing)
    if plan.is_braked and flags.let_go != number:
        say_who_leaves(plan)
        raise click.ClickException(
            f"nothing was changed; {number} of {plan.measured} people are missing in the list,"
            f" more than one in ten: if all of them leave, add --let-go {number}"
        )
    if not flags.dry_run:
        carry_out(plan, flags)
    say_what_changes(plan, flags)


def read_as_chosen(content: bytes, flags: ImportFlags) -> Roster:
    """The list, with what its columns were said to hold, or what was chosen for the last like it.

    Raises ClickException.
    """
    choices = ListChoices(flags.code_page or "", flags.sheet, None, flags.whole_list)
    roster = read_list(content, choices)
    if roster.head is None:
        return roster
    kept = queries.remembered(db.session(), PLACE, heads=roster.head.key).columns
    if not flags.columns and kept is None:
        return roster
    chosen = dict(roster.head.columns if kept is None else kept)
    places = {plain(title): place for place, title in enumerate(roster.head.titles)}
    for text in flags.columns:
        title, _, meaning = text.rpartition("=")
        place = places.get(plain(title))
        if place is None:
            known = ", ".join(title for title in roster.head.titles if title)
            raise click.ClickException(f"there is no column “{title}”; there are: {known}")
        chosen.pop(place, None)
        if meaning != NOTHING:
            column = meant_by(meaning)
            chosen = {p: c for p, c in chosen.items() if c is not column} | {place: column}
    return read_list(
        content, ListChoices(choices.code_page, choices.sheet, chosen, choices.is_whole)
    )


def meant_by(meaning: str) -> Column:
    """What a column is said to hold. Raises ClickException."""
    try:
        return Column(meaning.replace("-", "_"))
    except ValueError as error:
        raise click.ClickException(
            f"no column holds “{meaning}”; say one of {MEANINGS}, {NOTHING}"
        ) from error


def say_how_it_was_read(file: Path, roster: Roster, plan: RosterPlan) -> None:
    """What each column is taken for where that was guessed, and the rows that are about nobody."""
    head = roster.head
    if head is None:
        return
    for place, column in sorted(head.columns.items()):
        if place in head.guessed:
            click.echo(f"column “{head.titles[place]}” is taken for: {COLUMNS[column]}")
    if head.unused:
        click.echo(f"not used: {', '.join(head.unused)}")
    if roster.sheet and roster.sheet.other_names:
        others = ", ".join(roster.sheet.other_names)
        click.echo(f"sheet “{roster.sheet.name}” is read, not: {others}")
    for row in roster.passed_over:
        if row.row not in head.rows:
            click.echo(f"{file}:{row.row}: taken for {PASSED_OVER[row.kind]}: {row.text}")
    counts = counts_of(roster, plan.faults)
    for one in counts.again:
        click.echo(f"{file}:{one.row}: the same person as row {one.first}: {one.email}")
    again = f", named again {len(counts.again)}" if counts.again else ""
    click.echo(
        f"rows {roster.number_of_rows}: people {counts.people}{again},"
        f" faults {counts.faulty}, about nobody {counts.about_nobody}"
    )


def refuse_faults(file: Path, roster: Roster, plan: RosterPlan) -> None:
    """Print what is wrong, with the ways to read an unclear text. Raises ClickException."""
    for fault in plan.faults:
        click.echo(f"{file}:{fault.row}: {text_of(fault)}", err=True)
    if roster.asks_for_code_page and roster.sheet and roster.sheet.decoded:
        for reading in roster.sheet.decoded.readings:
            click.echo(f"  --code-page {reading.code_page}: {', '.join(reading.words)}", err=True)
    if plan.faults:
        raise click.ClickException(f"nothing was changed; rows to mend: {len(plan.faults)}")


def carry_out(plan: RosterPlan, flags: ImportFlags) -> None:
    """Do what the list says."""
    names = [other.email for other in plan.other_names] if flags.take_names else []
    with outside():
        outcome = actions.carry_out(
            db.session(), plan, PLACE, time_zone=flags.time_zone, names=names, now=clock.now()
        )
        tell(outcome.entries)
        db.session().commit()


def say_what_changes(plan: RosterPlan, flags: ImportFlags) -> None:
    """The numbers, and whom they are about where something is taken away or renamed."""
    say_who_leaves(plan)
    for other in plan.other_names:
        kept = "is renamed" if flags.take_names else "keeps the name (or say --take-names)"
        click.echo(f"{other.email}: {other.name}, in the list {other.new_name}; {kept}")
    renamed = len(plan.other_names) if flags.take_names else 0
    click.echo(
        f"{'would change' if flags.dry_run else 'changed'}: new people {len(plan.new)}, "
        f"gaining {len(plan.changed)}, leaving {len(plan.leaving)}, "
        f"leaving later {len(plan.leaving_later)}, renamed {renamed}, "
        f"new teams {len(plan.teams)}, new pairs {len(plan.pairs)}"
    )


def say_who_leaves(plan: RosterPlan) -> None:
    """Who leaves, who leaves later, and who stays."""
    for person in plan.leaving:
        click.echo(f"leaves: {person.email}{', missing in the list' if person.is_missing else ''}")
    say_each("leaves later: ", (f"{p.email} on {p.leaves_on}" for p in plan.leaving_later))
    say_each("stays after all: ", (person.email for person in plan.staying))
    say_each("missing in the list, and stays: ", plan.spared)


def say_each(before: str, texts: Iterable[str]) -> None:
    """One line for each."""
    for text in texts:
        click.echo(f"{before}{text}")
