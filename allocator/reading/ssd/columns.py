"""The tables of the SSD that are read, and their columns as published; columns that are not named here stay unread.

There is no forename and no surname among them. ``prof_professional_name`` is here so that it can be taken out.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "ssd_"
CARE_LEAVERS, PERSON = "ssd_care_leavers", "ssd_person"
INVOLVEMENTS, PROFESSIONALS, DEPARTMENT = "ssd_involvements", "ssd_professionals", "ssd_department"
ADDRESS, IMMIGRATION, DISABILITY = "ssd_address", "ssd_immigration_status", "ssd_disability"


@dataclass(frozen=True)
class SsdTable:
    """One table: columns that must be there, columns that may be, and what stays blank where there is no such table.

    ``without`` is blank for tables without which nothing can be read; ``person`` is the column with a person's id.
    """

    name: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    without: str = ""
    person: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        return (*self.needed, *self.optional)


TABLES: dict[str, SsdTable] = {
    table.name: table
    for table in (
        SsdTable(
            CARE_LEAVERS,
            needed=("clea_person_id", "clea_care_leaver_eligibility"),
            optional=(
                "clea_care_leaver_in_touch",
                "clea_care_leaver_latest_contact",
                "clea_care_leaver_accommodation",
                "clea_care_leaver_accom_suitable",
                "clea_care_leaver_activity",
                "clea_pathway_plan_review_date",
                "clea_care_leaver_personal_advisor",
                "clea_care_leaver_allocated_team",
                "clea_care_leaver_worker_id",
            ),
            person="clea_person_id",
        ),
        SsdTable(PERSON, needed=("pers_person_id", "pers_dob"), optional=("pers_death_date",), person="pers_person_id"),
        SsdTable(
            INVOLVEMENTS,
            needed=("invo_professional_id", "invo_involvement_start_date", "invo_person_id"),
            optional=("invo_professional_role_id", "invo_involvement_end_date"),
            without="since when people have their worker, and earlier changes",
            person="invo_person_id",
        ),
        SsdTable(
            PROFESSIONALS,
            needed=("prof_professional_id",),
            optional=(
                "prof_professional_name",
                "prof_professional_job_title",
                "prof_professional_department",
                "prof_full_time_equivalency",
            ),
            without="contracts, posts and names of workers",
        ),
        SsdTable(
            ADDRESS,
            needed=("addr_person_id", "addr_address_start_date", "addr_address_postcode"),
            optional=("addr_address_end_date", "addr_address_json"),
            without="where people live, and moves",
            person="addr_person_id",
        ),
        SsdTable(DEPARTMENT, needed=("dept_team_id", "dept_team_name"), without="names of teams"),
        SsdTable(
            IMMIGRATION,
            needed=("immi_person_id", "immi_immigration_status"),
            without="who came as an unaccompanied asylum-seeking child",
            person="immi_person_id",
        ),
        SsdTable(
            DISABILITY,
            needed=("disa_person_id", "disa_disability_code"),
            without="who has a disability",
            person="disa_person_id",
        ),
    )
}
"""The tables that are read, by name."""

# fmt: off
_OTHERS = (
    "version_log", "family", "early_help_episodes", "cin_episodes", "mother", "legal_status", "contacts",
    "cin_assessments", "assessment_factors", "cin_plans", "cin_visits", "s47_enquiry", "initial_cp_conference",
    "cp_plans", "cp_visits", "cp_reviews", "cla_episodes", "cla_convictions", "cla_health", "cla_immunisations",
    "cla_substance_misuse", "cla_placement", "cla_reviews", "cla_previous_permanence", "cla_care_plan", "cla_visits",
    "sdq_scores", "missing", "permanence", "send", "sen_need", "ehcp_requests", "ehcp_assessment", "ehcp_named_plan",
    "ehcp_active_plans", "pre_proceedings", "linked_identifiers", "s251_finance", "voice_of_child", "send_api",
    "api_data_staging", "dfe_api_data_collection",
)
# fmt: on
OTHERS = frozenset(PREFIX + name for name in _OTHERS)
"""The other tables of the SSD: known, and left unread."""

FORMER_NAMES = {
    "clea_care_leaver_worker_name": "clea_care_leaver_worker_id",
    "clea_care_leaver_allocated_team_name": "clea_care_leaver_allocated_team",
}
"""Columns as earlier releases called them; they held names, which are taken as well as ids."""

PLACEHOLDERS = frozenset({"ssd_ph", "placeholder_data"})
"""What the published extracts write where a system holds nothing; it is blank, and so is a day in 1900."""
