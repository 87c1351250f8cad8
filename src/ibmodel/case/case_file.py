"""What a child's case file holds (bērna klienta lieta, A-18), and how each part of it is kept."""

from __future__ import annotations

import attrs

from ibmodel.case.checks import exactly, optional
from ibmodel.vocabulary import Word

__all__ = ["FileEntry", "FileGroup", "HeldEntry"]


class FileGroup(Word):
    """The groups of documents of table 11, in its order, after the sheets that open the file."""

    OPENING = "opening", "opening sheets", "lietas titullapa un pamatinformācija"
    RECEIPT = "receipt", "documents on receiving the services", "pakalpojumu saņemšanas dokumenti"
    PLAN = "plan", "the support plan and what led to it", "atbalsta plāns un ar to saistītie dokumenti"
    EVALUATION = "evaluation", "evaluation documents", "izvērtēšanas dokumenti"
    SURVEYS = "surveys", "questionnaires", "aptaujas anketas"
    PARTICIPATION = (
        "participation",
        "documents that prove taking part",
        "dokumenti, kas apliecina dalību izmēģinājumprojektā",
    )


class FileEntry(Word):
    """A part of the case file, in the order of table 11 (M III.3)."""

    TITLE_PAGE = "title_page", "title page", "titullapa"
    BASIC_INFORMATION = (
        "basic_information",
        "basic information on child, parent and specialists",
        "pamatinformācija par bērnu, vecāku un speciālistiem",
    )
    SCHEDULES = "schedules", "schedules of services", "pakalpojumu saņemšanas grafiki"
    EXECUTION_PRINTOUTS = (
        "execution_printouts",
        "printouts of table 6.10 by month and in sum",
        "6.10. tabulas izdrukas pa mēnešiem un kopsavilkums",
    )
    RECEIPT_DOCUMENTS = (
        "receipt_documents",
        "other documents handed in while receiving services",
        "citi pakalpojumu saņemšanas laikā iesniegtie dokumenti",
    )
    SUPPORT_PLAN = "support_plan", "support plan", "atbalsta plāns"
    MATRIX_TABLES = "matrix_tables", "all tables of the matrix", "visas matricas tabulas"
    PLAN_MINUTES = (
        "plan_minutes",
        "minutes of the talks on the plan",
        "sarunu protokoli par atbalsta plāna sastādīšanu",
    )
    EVALUATION_MINUTES = (
        "evaluation_minutes",
        "minutes of the evaluation meeting",
        "izvērtēšanas sanāksmes protokols",
    )
    SPECIALIST_OPINIONS = "specialist_opinions", "specialists' opinions", "speciālistu atzinumi"
    PROVIDER_OPINIONS = "provider_opinions", "providers' opinions", "pakalpojumu sniedzēju atzinumi"
    QUALITY_OF_LIFE = "quality_of_life", "quality-of-life questionnaires", "dzīves kvalitātes aptaujas anketas"
    ESF_QUESTIONNAIRE = "esf_questionnaire", "ESF participant questionnaire", "ESF projekta dalībnieka aptaujas anketa"
    OTHER_QUESTIONNAIRES = "other_questionnaires", "other questionnaires", "citas aptaujas anketas"
    CONTRACT = "contract", "contract with the parent", "līgums ar vecāku"
    APPLICATION = (
        "application",
        "application to take part",
        "iesniegums par dalību izmēģinājumprojektā",
    )
    SELECTION_DOCUMENTS = (
        "selection_documents",
        "documents handed in for the selection",
        "atlasei iesniegtie dokumenti",
    )


_yes_no = optional(exactly(bool))


@attrs.frozen
class HeldEntry:
    """A part of the file that exists: whether it lies in the file on paper and is scanned; ``None``: not known."""

    entry: FileEntry = attrs.field(validator=exactly(FileEntry))
    on_paper: bool | None = attrs.field(default=None, validator=_yes_no)
    scanned: bool | None = attrs.field(default=None, validator=_yes_no)
