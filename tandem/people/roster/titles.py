"""What do the title of a column, a word for a role, a yes and a no mean? In many languages."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from tandem.terms import Role


class Column(StrEnum):
    """What a column of a list of people can hold."""

    EMAIL = "email"
    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    FULL_NAME = "full_name"
    ROLE = "role"
    TEAM = "team"
    PARTNER = "partner"
    LEAVES = "leaves"


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# The titles of our own sample file and their German ones: nothing is guessed there.
OWN_TITLES = {
    Column.EMAIL: "email mail mailaddress emailadresse emailaddress",
    Column.GIVEN_NAME: "givenname firstname vorname",
    Column.SURNAME: "surname lastname familyname nachname",
    Column.ROLE: "role roles rolle rollen",
    Column.TEAM: "team teams gruppe",
    Column.PARTNER: "partner partneremail pair tandem",
    Column.LEAVES: "leaves leaver verlässt ausgeschieden austritt",
}
# What the lists of others call it. Of what is taken for something here a look is shown first.
OTHER_TITLES = {
    Column.EMAIL: """
        workemail businessemail companyemail emailwork primaryemail emailprimarywork emailid
        workemailaddress businessemailaddress emailinformation userprincipalname upn
        mailadresse emailgeschäftlich geschäftlicheemail dienstlicheemail dienstemail
        adresseemail adressemail courriel mél emailprofessionnel adresseemailprofessionnelle
        correo correoelectrónico direccióndecorreo correocorporativo emailcorporativo
        postaelettronica indirizzoemail emailaziendale endereçodeemail correioeletrónico
        adresemail adresemailowy emailsłużbowy epost epostadresse epostadress sähköposti
        emailadres emailováadresa почта электроннаяпочта ηλεκτρονικόταχυδρομείο
    """,
    Column.GIVEN_NAME: """
        legalfirstname preferredfirstname forename givennames firstnames rufname vornamen
        prénom prénoms nombre nombres nome nomepróprio primeironome imię imiona
        voornaam roepnaam förnamn fornavn fornafn etunimi jméno křestníjméno meno keresztnév
        имя όνομα ad isim ime
    """,
    Column.SURNAME: """
        legallastname preferredlastname secondname familienname zuname nachnamen
        nomdefamille apellido apellidos cognome sobrenome apelido nazwisko achternaam
        efternamn etternavn efternavn eftirnafn sukunimi příjmení priezvisko vezetéknév
        фамилия επώνυμο επίθετο soyad soyadı prezime
    """,
    Column.FULL_NAME: """
        name fullname displayname employeename worker employee person contact
        legalname preferredname vollständigername mitarbeiter mitarbeitername anzeigename
        mitarbeiterin mitarbeitende nomcomplet nometprénom nomprénom nombrecompleto
        apellidosynombre nomecompleto cognomeenome nominativo imięinazwisko nazwiskoiimię
        volledigenaam namn navn nimi celéjméno фио ονοματεπώνυμο adsoyad
    """,
    Column.ROLE: """
        job jobtitle jobrole jobprofile jobname position positiontitle businesstitle title
        function funktion stelle planstelle tätigkeit berufsbezeichnung stellenbezeichnung
        positionsbezeichnung poste fonction emploi intituléduposte puesto cargo función rol
        ruolo mansione qualifica posizione função rola stanowisko functie befattning roll
        stilling rolletitel tehtävä pozice funkce munkakör должность роль θέση ρόλος görev
    """,
    Column.TEAM: """
        department dept unit orgunit organizationalunit organisationunit organization
        supervisoryorganization businessunit division teamname salesteam abteilung bereich
        organisationseinheit orgeinheit équipe équipes service département equipo departamento
        squadra reparto ufficio equipa equipe zespół dział afdeling ploeg avdelning grupp
        avdeling tiimi osasto oddělení tým csapat команда отдел ομάδα τμήμα
        takım ekip tim
    """,
    Column.PARTNER: """
        partnermail partneradresse tandempartner pairedwith pairpartner buddy partneremailaddress
        partnerin partenaire binôme pareja compañero compagno parceiro partnerka para
        партнер συνεργάτης makker parti
    """,
    Column.LEAVES: """
        left leaveson leavingdate leavedate leavingon lastday lastworkingday lastdayofwork
        terminationdate enddate contractend contractenddate exitdate employmentend
        employmentenddate dateofleaving austrittsdatum austrittam letzterarbeitstag
        letztertag vertragsende ausgetreten verlässtdiefirma datedesortie datededépart sortie
        findecontrat fechadebaja baja fechadesalida datadiuscita datacessazione cessazione
        datadesaída saída datazwolnienia datarozwiązaniaumowy uitdienst datumuitdienst slutdatum
        avslutningsdatum fratrådt датаувольнения уволен ημερομηνίααποχώρησης
    """,
}
ROLE_WORDS = {
    Role.REP: """
        rep reps sales salesrep salesreps salesperson salesman saleswoman salesrepresentative
        representative seller accountexecutive accountmanager keyaccountmanager fieldsales
        vertrieb vertriebler vertrieblerin vertriebsmitarbeiter vertriebsmitarbeiterin
        außendienst außendienstmitarbeiter außendienstmitarbeiterin verkauf verkäufer verkäuferin
        commercial commerciale vendeur vendeuse vente ventes ventas vendedor vendedora comercial
        vendite venditore venditrice vendas handlowiec sprzedaż sprzedawca przedstawiciel verkoop
        verkoper säljare sælger selger myyjä obchodník értékesítő продажи продавец πωλήσεις satış
    """,
    Role.SUPPORT: """
        support supportperson supportstaff salessupport salesassistant backoffice
        innendienst innendienstmitarbeiter innendienstmitarbeiterin vertriebsinnendienst
        assistenz vertriebsassistenz sachbearbeiter sachbearbeiterin assistant assistante
        soporte apoyo asistente supporto assistente apoio wsparcie asystent asystentka
        binnendienst stöd støtte tuki podpora поддержка υποστήριξη destek
    """,
    Role.LEADER: """
        leader teamleader teamlead leitung teamleitung teamleiter teamleiterin vertriebsleitung
        responsable chefdéquipe líder jefedeequipo caposquadra responsabile lider kierownik
        teamleider teamledare teamleder руководитель
    """,
    Role.TRAINER: "trainer trainerin formateur formatrice formador formadora formatore",
    Role.ADMIN: "admin administrator administratorin administrateur administratrice",
}
YES = words("yes y x true 1 ja j oui si sí sim tak да ναι evet wahr vrai ✓ ✔ ☑")
NO = words("no n false 0 nein non não nao nie nee nej nei нет όχι hayır falsch faux - – —")
TOTALS = words(
    "total totals sum summe gesamt gesamtsumme gesamtergebnis anzahl count totale totaux somme"
    " suma razem łącznie totaal summa yhteensä celkem итого всего σύνολο toplam"
)
LIKE_ENOUGH = 0.84
LONGEST_TITLE = 60
IN_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")


def plain(text: str) -> str:
    """A word without case, blanks, signs and the marks of its letters."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", text.casefold()))


@cache
def own_titles() -> dict[str, Column]:
    """The column behind each of our own titles."""
    return {plain(word): column for column, text in OWN_TITLES.items() for word in words(text)}


@cache
def all_titles() -> dict[str, Column]:
    """The column behind each title that we know."""
    others = {plain(word): column for column, text in OTHER_TITLES.items() for word in words(text)}
    return {**others, **own_titles()}


@cache
def roles() -> dict[str, Role]:
    """The role behind each word for one."""
    return {plain(word): role for role, text in ROLE_WORDS.items() for word in words(text)}


def column_titled(title: str) -> Column | None:
    """What a column of that title holds, where it is one that we know."""
    if len(title) > LONGEST_TITLE:
        return None
    known = all_titles()
    parts = (title, IN_BRACKETS.sub("", title), title.rpartition("-")[0])
    return next((known[plain(part)] for part in parts if plain(part) in known), None)


def column_like(title: str) -> Column | None:
    """The same, with a slip perhaps."""
    exact = column_titled(title)
    if exact or not 3 < len(plain(title)) <= LONGEST_TITLE:
        return exact
    near = get_close_matches(plain(title), all_titles(), cutoff=LIKE_ENOUGH)
    return all_titles()[near[0]] if near else None


def role_called(word: str) -> Role | None:
    """The role that a word means."""
    return roles().get(plain(word))


def nearest_role(word: str) -> str:
    """The role a word of which is most like this one; or nothing."""
    near = get_close_matches(plain(word), sorted(roles()), cutoff=0.6)
    return roles()[near[0]] if near else ""


def nearest_answer(word: str) -> str:
    """The yes or no that a word is most like; or nothing."""
    near = get_close_matches(word.casefold(), sorted(w for w in YES | NO if len(w) > 1))
    return near[0] if near else ""
