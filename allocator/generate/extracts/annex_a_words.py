"""The headers and values of Annex A as its two forms print them; data alone, to write extracts with."""

from __future__ import annotations

from typing import Literal

from allocator.records import Accommodation, Activity, Category, InTouch, Suitability

Columns = Literal[13, 17]

LIST_NINE: dict[Columns, tuple[str, ...]] = {
    13: (
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age",
        "Does the Child have a Disability",
        "Allocated Team",
        "Allocated Worker",
        "Eligibility Category",
        "LA in Touch",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ),
    17: (
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age of Child (Years)",
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Does the Child have a Disability",
        "Allocated Team",
        "Allocated Worker",
        "Allocated Personal Advisor",
        "Eligibility Category",
        "Latest Pathway Plan Review Date",
        "LA in Touch",
        "Latest Date of Contact",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ),
}
LIST_EIGHT = (
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Does the Child have a Disability",
    "Date Started to be Looked After",
    "Child's Category of Need",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    "Start date of current legal status",
    "Child's Legal Status",
    "Date of Latest Statutory Review",
    "Date of Last Social Work Visit",
    "What is the permanence plan for this child?",
    "Date of Last IRO Visit / Contact to the Child",
    "Date of Last Health Assessment",
    "Date of Last Dental Check",
    "Number of Placements in the Last 12 months",
    "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After",
    "Start Date of Most Recent Placement",
    "Placement Type",
    "Placement Provider",
    "Placement postcode",
    "URN of Placement",
    "Placement Location",
    "LA of Placement",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    "Allocated Team",
    "Allocated Worker",
)

NOT_STATED = {"Gender": "c) Not stated/recorded", "Ethnicity": "s) NOBT"}
YES_NO = {True: "a) Yes", False: "b) No"}
CATEGORIES = {
    Category.RELEVANT: "a) Relevant child",
    Category.FORMER_RELEVANT: "b) Former relevant child",
    Category.QUALIFYING: "c) Qualifying care leaver",
    Category.ELIGIBLE: "d) Eligible child",
}
IN_TOUCH = {InTouch.YES: "a) Yes", InTouch.NO: "b) No", InTouch.REFUSED: "d) Refu"}
SUITABILITY = {Suitability.SUITABLE: "a) Suitable", Suitability.UNSUITABLE: "b) Unsuitable"}
ACCOMMODATION = {
    Accommodation.PARENTS_OR_RELATIVES: "B: Parents/relatives",
    Accommodation.COMMUNITY_HOME: "C: Community home / residential care",
    Accommodation.SEMI_INDEPENDENT: (
        "D: Semi-independent, transitional accommodation and self-contained accommodation"
    ),
    Accommodation.SUPPORTED_LODGINGS: "E: Supported lodgings",
    Accommodation.ABROAD: "G: Abroad",
    Accommodation.DEPORTED: "H: Deported",
    Accommodation.ORDINARY_LODGINGS: "K: Ordinary lodgings, without formal support",
    Accommodation.NOT_KNOWN: "R: Residence not known",
    Accommodation.NO_FIXED_ABODE: "S: No fixed abode / homeless",
    Accommodation.FOYER: "T: Foyers and similar supported accommodation",
    Accommodation.INDEPENDENT: "U: Independent living",
    Accommodation.EMERGENCY: "V: Emergency accommodation",
    Accommodation.BED_AND_BREAKFAST: "W: Bed and breakfast",
    Accommodation.CUSTODY: "X: In custody",
    Accommodation.OTHER: "Y: Other accommodation",
    Accommodation.FORMER_FOSTER_CARERS: "Z: With former foster carers",
}
ACTIVITY = {
    Activity.HIGHER_EDUCATION: "F1: Full time in higher education",
    Activity.HIGHER_EDUCATION_PART_TIME: "P1: Part time in higher education",
    Activity.OTHER_EDUCATION: "F2: Full time in education other than higher",
    Activity.OTHER_EDUCATION_PART_TIME: "P2: Part time in education other than higher",
    Activity.TRAINING_OR_EMPLOYMENT_BEFORE_2017: "F3: Full time in training or employment",
    Activity.TRAINING_OR_EMPLOYMENT_BEFORE_2017_PART_TIME: "P3: Part time in training or employment",
    Activity.APPRENTICESHIP: "F4: Young person engaged full time in an apprenticeship",
    Activity.APPRENTICESHIP_PART_TIME: "P4: Young person engaged part time in an apprenticeship",
    Activity.TRAINING_OR_EMPLOYMENT: (
        "F5: Young person engaged full time in training or employment (not apprenticeship)"
    ),
    Activity.TRAINING_OR_EMPLOYMENT_PART_TIME: (
        "P5: Young person engaged part time in training or employment (not apprenticeship)"
    ),
    Activity.NONE_ILLNESS_OR_DISABILITY: "G4: Not in education, employment or training - illness or disability",
    Activity.NONE_OTHER: "G5: Not in education, employment or training - other",
    Activity.NONE_PREGNANCY_OR_PARENTING: "G6: Not in education, employment or training - pregnancy or parenting",
}
