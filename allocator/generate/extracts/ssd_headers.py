"""Every column of the SSD's tables that are written, in the order in which they are published; no cells."""

from __future__ import annotations

from collections.abc import Mapping

_CARE_LEAVERS = """
    clea_table_id clea_person_id clea_care_leaver_eligibility clea_care_leaver_in_touch clea_care_leaver_latest_contact
    clea_care_leaver_accommodation clea_care_leaver_accom_suitable clea_care_leaver_activity
    clea_pathway_plan_review_date clea_care_leaver_personal_advisor clea_care_leaver_allocated_team
    clea_care_leaver_worker_id
"""
_PERSON = """
    pers_person_id pers_forename pers_surname pers_sex pers_gender pers_ethnicity pers_dob pers_common_child_id
    pers_legacy_id pers_upn_unknown pers_send_flag pers_expected_dob pers_death_date pers_is_mother pers_nationality
"""
_INVOLVEMENTS = """
    invo_involvements_id invo_professional_id invo_professional_role_id invo_professional_team
    invo_involvement_start_date invo_involvement_end_date invo_worker_change_reason invo_person_id invo_referral_id
"""
_PROFESSIONALS = """
    prof_professional_id prof_staff_id prof_professional_name prof_social_worker_registration_no
    prof_professional_job_title prof_professional_caseload prof_professional_department prof_full_time_equivalency
    prof_agency_worker_flag
"""
_ADDRESS = """
    addr_table_id addr_address_json addr_person_id addr_address_type addr_address_start_date addr_address_end_date
    addr_address_postcode
"""
_IMMIGRATION = """
    immi_person_id immi_immigration_status_id immi_immigration_status immi_immigration_status_start_date
    immi_immigration_status_end_date
"""

HEADERS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "ssd_care_leavers": _CARE_LEAVERS,
        "ssd_person": _PERSON,
        "ssd_involvements": _INVOLVEMENTS,
        "ssd_professionals": _PROFESSIONALS,
        "ssd_department": "dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name",
        "ssd_address": _ADDRESS,
        "ssd_immigration_status": _IMMIGRATION,
        "ssd_disability": "disa_person_id disa_table_id disa_disability_code",
    }.items()
}
"""The columns of each table by its name."""
