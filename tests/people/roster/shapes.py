"""Lists of people as personnel systems and spreadsheets of many countries write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

Lines = list[list[str]]


@dataclass(frozen=True)
class Tongue:
    """How a system of one country calls the columns and the roles, and who works there."""

    heads: tuple[str, str, str, str]
    whole: str
    number: str
    total: str
    roles: tuple[str, str]
    people: tuple[tuple[str, str], ...]


TONGUES = {
    "workday": Tongue(
        ("Email - Primary Work", "Legal First Name", "Legal Last Name", "Job Profile"),
        "Worker", "Employee ID", "Total: 2", ("Sales Rep", "Support Person"),
        (("Zoë", "Brontë"), ("Ana María", "O’Neil")),
    ),
    "personio": Tongue(
        ("E-Mail", "First name", "Last name", "Position"),
        "Name", "ID", "Total", ("sales rep", "support person"),
        (("Jörg", "Groß"), ("Mia", "Lüdtke-Ürün")),
    ),
    "sap": Tongue(
        ("E-Mail-Adresse", "Vorname", "Nachname", "Planstelle"),
        "Mitarbeiter", "Personalnummer", "Summe: 2", ("Außendienst", "Innendienst"),
        (("Jörg", "Groß"), ("Käthe", "von Büren")),
    ),
    "german excel": Tongue(
        ("E-Mail (geschäftlich)", "VORNAME", "NAME", "Funktion"),
        "Vollständiger Name", "Pers.-Nr.", "Gesamt 2", ("Vertrieb", "Vertriebsinnendienst"),
        (("Änne", "Öztürk"), ("Bo", "Süß")),
    ),
    "french": Tongue(
        ("Adresse e-mail", "Prénom", "Nom de famille", "Poste"),
        "Nom complet", "Matricule", "Total", ("Commercial", "Assistante"),
        (("Hélène", "Lefèvre"), ("François", "Noël")),
    ),
    "spanish": Tongue(
        ("Correo electrónico", "Nombre", "Apellidos", "Puesto"),
        "Nombre completo", "Nº empleado", "Total", ("Ventas", "Soporte"),
        (("Íñigo", "Núñez"), ("María", "Peña")),
    ),
    "italian": Tongue(
        ("Indirizzo e-mail", "Nome", "Cognome", "Mansione"),
        "Nominativo", "Matricola", "Totale", ("Venditore", "Supporto"),
        (("Niccolò", "Donà"), ("Zoè", "Perù")),
    ),
    "polish": Tongue(
        ("Adres e-mail", "Imię", "Nazwisko", "Stanowisko"),
        "Imię i nazwisko", "Nr", "Razem", ("Handlowiec", "Asystentka"),
        (("Łukasz", "Świątek"), ("Żaneta", "Gębala")),
    ),
    "portuguese": Tongue(
        ("Endereço de e-mail", "Primeiro nome", "Sobrenome", "Cargo"),
        "Nome completo", "Matrícula", "Total", ("Vendas", "Apoio"),
        (("João", "Conceição"), ("Inês", "Araújo")),
    ),
    "dutch": Tongue(
        ("E-mailadres", "Voornaam", "Achternaam", "Functie"),
        "Volledige naam", "Nr.", "Totaal", ("Verkoper", "Binnendienst"),
        (("Zoë", "Meijer"), ("Daniël", "Bakker")),
    ),
    "russian": Tongue(
        ("Электронная почта", "Имя", "Фамилия", "Должность"),
        "ФИО", "Табельный номер", "Итого", ("Продажи", "Поддержка"),
        (("Иван", "Петров"), ("Ольга", "Ильина")),
    ),
    "greek": Tongue(
        ("Email", "Όνομα", "Επώνυμο", "Θέση"),
        "Ονοματεπώνυμο", "Αριθμός", "Σύνολο", ("Πωλήσεις", "Υποστήριξη"),
        (("Γιώργος", "Παππάς"), ("Ελένη", "Ρήγα")),
    ),
}  # fmt: skip


def rows_of(tongue: Tongue) -> Lines:
    """One line for each person: address, given name, surname, role."""
    return [
        [f"p{at}@firm.example", given, surname, tongue.roles[at]]
        for at, (given, surname) in enumerate(tongue.people)
    ]


def table(tongue: Tongue) -> Lines:
    """Heads and people."""
    return [list(tongue.heads), *rows_of(tongue)]


def text_of(lines: Lines, delimiter: str = ",") -> str:
    """The lines as a CSV."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(lines)
    return file.getvalue()


def book_of(lines: Sequence[Sequence[object]], *, merged: str = "", before: str = "") -> bytes:
    """The lines as a workbook, after an empty sheet perhaps, with a merged cell perhaps."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if before:
        sheet.title = before
        sheet = book.create_sheet("People")
    for line in lines:
        sheet.append(list(line))
    if merged:
        sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_column(lines: Lines, at: int, title: str, cells: Sequence[str]) -> Lines:
    """The same with one more column."""
    return [
        [*line[:at], text, *line[at:]] for line, text in zip(lines, (title, *cells), strict=True)
    ]


def wholly_named(tongue: Tongue, form: str) -> Lines:
    """Names in one column, as `{surname}, {given}` or `{given} {surname}`."""
    named = [[row[0], form.format(given=row[1], surname=row[2]), row[3]] for row in rows_of(tongue)]
    return [[tongue.heads[0], tongue.whole, tongue.heads[3]], *named]


def under_merged_heads(t: Tongue) -> Lines:
    """Two rows of heads: one word over the two parts of a name."""
    above = [t.heads[0], t.whole, "", t.heads[3]]
    return [above, ["", t.heads[1], t.heads[2], ""], *rows_of(t)]


SHAPES: dict[str, Callable[[Tongue], bytes]] = {
    "commas": lambda t: text_of(table(t)).encode(),
    "mark": lambda t: text_of(table(t)).encode("utf-8-sig"),
    "semicolons": lambda t: text_of(table(t), ";").encode("utf-8-sig"),
    "tabs": lambda t: text_of(table(t), "\t").encode(),
    "utf-16": lambda t: text_of(table(t), "\t").encode("utf-16"),
    "utf-16 without a mark": lambda t: text_of(table(t), "\t").encode("utf-16-le"),
    "bars": lambda t: text_of(table(t), "|").encode(),
    "old line ends": lambda t: text_of(table(t)).replace("\r\n", "\r").encode(),
    "sep line": lambda t: b"sep=;\r\n" + text_of(table(t), ";").encode(),
    "quoted sep line": lambda t: b'"sep=,"\n' + text_of(table(t)).encode(),
    "title": lambda t: text_of([["Team 2026"], [], *table(t)], ";").encode(),
    "title with commas": lambda t: text_of([["HR, Q4, all"], *table(t)], ";").encode(),
    "title and export date": lambda t: text_of(
        [["HR", "", "", ""], ["2026-11-28", "", "", ""], *table(t)]
    ).encode(),
    "total": lambda t: text_of([*table(t), [t.total, "", "", ""]]).encode(),
    "total below a line": lambda t: text_of([*table(t), ["---"] * 4, [t.total]], ";").encode(),
    "note below": lambda t: text_of([*table(t), [], ["Export 28.11.2026 / HR"]]).encode(),
    "heads again": lambda t: text_of([*table(t)[:2], *table(t)[:1], *table(t)[2:]]).encode(),
    "blank rows": lambda t: text_of([[], *table(t)[:2], ["", "", "", ""], *table(t)[2:]]).encode(),
    "blank columns": lambda t: text_of(
        with_column(with_column(table(t), 0, "", ["", ""]), 3, "", ["", ""])
    ).encode(),
    "more columns": lambda t: text_of(
        with_column(table(t), 0, t.number, ["00017", "00018"])
    ).encode(),
    "quoted line breaks": lambda t: text_of(
        with_column(table(t), 4, t.number, ["first\nsecond, third", 'say "x"'])
    ).encode(),
    "trailing delimiters": lambda t: text_of([[*line, "", ""] for line in table(t)], ";").encode(),
    "other order": lambda t: text_of([line[::-1] for line in table(t)]).encode(),
    "loud heads": lambda t: text_of([[head.upper() for head in t.heads], *rows_of(t)]).encode(),
    "blanks around": lambda t: text_of(
        [[f"  {c}\u00a0" for c in line] for line in table(t)]
    ).encode(),
    "surname, given": lambda t: text_of(wholly_named(t, "{surname}, {given}"), ";").encode(),
    "workbook": lambda t: book_of(table(t)),
    "workbook with title": lambda t: book_of([["Team"], [], *table(t)], merged="A1:D1"),
    "workbook, second sheet": lambda t: book_of(table(t), before="Info"),
    "workbook, merged heads": lambda t: book_of(under_merged_heads(t), merged="B1:C1"),
    "merged heads": lambda t: text_of(under_merged_heads(t)).encode(),
    "workbook with figures": lambda t: book_of(
        [
            [*t.heads, t.number, "x"],
            *([*row, 17.0, date(2026, 1, 2)] for row in rows_of(t)),
            [t.total, None, None, None, 34.0],
        ]
    ),
}
CODE_PAGES = {
    "sap": "cp1252", "german excel": "cp1252", "french": "cp1252", "spanish": "cp1252",
    "italian": "cp1252", "portuguese": "cp1252", "dutch": "cp1252", "polish": "cp1250",
    "russian": "cp1251", "greek": "cp1253",
}  # fmt: skip
