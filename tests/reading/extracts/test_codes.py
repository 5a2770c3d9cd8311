"""The codes of the returns: each is read as code, with its words, and in words alone; what is none of them is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.cells import CellProblem
from allocator.reading.extracts.codes import (
    EDUCATION,
    Left,
    accommodation_of,
    activity_of,
    category_of,
    in_touch_of,
    is_too_young_for,
    suitability_of,
    yes_or_no,
)
from allocator.records import Accommodation, Activity, Category, InTouch, Suitability

SUITABLE, UNSUITABLE = Suitability.SUITABLE, Suitability.UNSUITABLE
ACCOMMODATION = {
    "B": "Parents/relatives",
    "C": "Community home / residential care",
    "D": "Semi-independent, transitional accommodation and self-contained accommodation",
    "E": "Supported lodgings",
    "G": "Abroad",
    "H": "Deported",
    "K": "Ordinary lodgings, without formal support",
    "R": "Residence not known",
    "S": "No fixed abode / homeless",
    "T": "Foyers and similar supported accommodation",
    "U": "Independent living",
    "V": "Emergency accommodation",
    "W": "Bed and breakfast",
    "X": "In custody",
    "Y": "Other accommodation",
    "Z": "With former foster carers",
}
ACTIVITY = {
    "F1": "Full time in higher education",
    "P1": "Part time in higher education",
    "F2": "Full time in education other than higher",
    "P2": "Part time in education other than higher",
    "F4": "Young person engaged full time in an apprenticeship",
    "P4": "Young person engaged part time in an apprenticeship",
    "F5": "Young person engaged full time in training or employment (not apprenticeship)",
    "P5": "Young person engaged part time in training or employment (not apprenticeship)",
    "G4": "Not in education, employment or training - illness or disability",
    "G5": "Not in education, employment or training - other",
    "G6": "Not in education, employment or training - pregnancy or parenting",
}
READERS: tuple[Callable[[str], object], ...] = (
    in_touch_of,
    category_of,
    suitability_of,
    accommodation_of,
    activity_of,
    yes_or_no,
)


@pytest.mark.parametrize(("letter", "words"), ACCOMMODATION.items())
def test_accommodation_by_letter_and_by_words(letter: str, words: str) -> None:
    """Every letter of the list is read bare, in small letters, with its words, and from the words alone."""
    for text in (letter, letter.lower(), f"{letter}:", f"{letter}: {words}", f"{letter}) {words}", words.upper()):
        assert accommodation_of(text)[0] is Accommodation(letter), text


def test_every_accommodation_is_in_the_list() -> None:
    """The list above leaves none out."""
    assert set(ACCOMMODATION) == set(Accommodation)


@pytest.mark.parametrize(
    ("text", "suitability"),
    [
        ("U1", SUITABLE),
        ("u2", UNSUITABLE),
        ("B2: Parents/relatives", UNSUITABLE),
        ("Z", None),
        ("U: Independent", None),
    ],
)
def test_suitability_beside_the_letter(text: str, suitability: Suitability | None) -> None:
    """OC3 writes suitability behind the letter; where it does not stand, nothing is said of it."""
    assert accommodation_of(text)[1] is suitability


@pytest.mark.parametrize("text", ["S", "S2", "S1", "No fixed abode / homeless", "X", "X2", "X1", "X: In custody"])
def test_homeless_and_custody_are_always_unsuitable(text: str) -> None:
    """S and X are unsuitable by definition, whatever digit an extract puts behind them."""
    assert accommodation_of(text)[1] is UNSUITABLE


def test_accommodation_in_the_long_words_of_the_guidance() -> None:
    """D's long wording names single parents and hostels, and is D all the same; lodgings are told apart."""
    long = "Self-contained accommodation with specialist support (e.g. for young people with disabilities or parents)"
    assert accommodation_of(long)[0] is Accommodation.SEMI_INDEPENDENT
    assert accommodation_of("Bed & breakfast")[0] is Accommodation.BED_AND_BREAKFAST
    assert accommodation_of("Ordinary lodgings")[0] is Accommodation.ORDINARY_LODGINGS


@pytest.mark.parametrize(("code", "words"), ACTIVITY.items())
def test_activity_by_code_and_by_words(code: str, words: str) -> None:
    """Every code of the list is read bare, in small letters, with its words, and from the words alone."""
    for text in (code, code.lower(), f"{code}: {words}", f"{code} - {words}", words, words.upper()):
        assert activity_of(text) is Activity(code), text


def test_every_activity_of_today_is_in_the_list() -> None:
    """The list above leaves out F3 and P3 only, which are superseded and still read."""
    assert {activity.value for activity in Activity} - set(ACTIVITY) == {"F3", "P3"}
    for text in ("F3", "F3: Full time in training or employment"):
        assert activity_of(text) is Activity.TRAINING_OR_EMPLOYMENT_BEFORE_2017
    with pytest.raises(CellProblem, match="contradict each other"):
        activity_of("P3: Full time in training or employment")


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("d1) Not in education, training or employment - illness/disability", "G4"),
        ("Not in education, training or employment, because of pregnancy or parenting", "G6"),
        ("NEET - other circumstances", "G5"),
        ("NEET - parenting", "G6"),
        ("Full-time in education other than higher education", "F2"),
        ("part time education", "P2"),
        ("Employed full time", "F5"),
    ],
)
def test_activity_in_words_of_older_extracts(text: str, activity: str) -> None:
    """What councils' files hold beside the codes is read by its words."""
    assert activity_of(text) is Activity(activity)


@pytest.mark.parametrize("text", ["NEET", "neet", "Not in education, employment or training", "d1) NEET"])
def test_neet_without_a_reason_is_not_guessed(text: str) -> None:
    """NEET alone is none of G4, G5 and G6, and that is said."""
    with pytest.raises(CellProblem, match="This says NEET, but not why: activity is left blank") as caught:
        activity_of(text)
    assert caught.value.code == "neet_without_reason"


def test_education() -> None:
    """F1, P1, F2 and P2 are education; apprenticeships, work and nothing are not."""
    assert sorted(activity.value for activity in EDUCATION) == ["F1", "F2", "P1", "P2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a) Yes", InTouch.YES),
        ("YES", InTouch.YES),
        ("y", InTouch.YES),
        ("b) No", InTouch.NO),
        ("Not in touch", InTouch.NO),
        ("b", InTouch.NO),
        ("c) Died", Left.DIED),
        ("DIED", Left.DIED),
        ("d) Refu", InTouch.REFUSED),
        ("d)", InTouch.REFUSED),
        ("Young person refuses contact", InTouch.REFUSED),
        ("e) NREQ", Left.NOT_REQUIRED),
        ("Service no longer required", Left.NOT_REQUIRED),
        ("f) Rhom", Left.RETURNED_HOME),
        ("Returned home", Left.RETURNED_HOME),
    ],
)
def test_in_touch(text: str, found: InTouch | Left) -> None:
    """In touch, not, refused, or the reason for which somebody has left."""
    assert in_touch_of(text) is found


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("a) Relevant child", Category.RELEVANT),
        ("A", Category.RELEVANT),
        ("b)", Category.FORMER_RELEVANT),
        ("Former Relevant", Category.FORMER_RELEVANT),
        ("former relevant child", Category.FORMER_RELEVANT),
        ("c) Qualifying care leaver", Category.QUALIFYING),
        ("Qualifying", Category.QUALIFYING),
        ("d) Eligible child", Category.ELIGIBLE),
        ("Eligible\u00a0children", Category.ELIGIBLE),
        ("No Current Eligibility", Left.NO_ELIGIBILITY),
        ("e) No longer eligible", Left.NO_ELIGIBILITY),
        ("Not eligible", Left.NO_ELIGIBILITY),
    ],
)
def test_category(text: str, category: Category | Left) -> None:
    """Eligibility by letter or words; who has none now is told apart from who is an eligible child."""
    assert category_of(text) is category


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a) Suitable", SUITABLE),
        ("b) Unsuitable", UNSUITABLE),
        ("a) Yes", SUITABLE),
        ("No", UNSUITABLE),
        ("Not suitable", UNSUITABLE),
        ("1", SUITABLE),
        ("2", UNSUITABLE),
        ("B", UNSUITABLE),
        ("c) Unknown", None),
    ],
)
def test_suitability(text: str, found: Suitability | None) -> None:
    """Suitability in the words of Annex A, in the digits of SSD, and as an answer to a question."""
    assert suitability_of(text) is found


@pytest.mark.parametrize(
    ("text", "answer"),
    [("a) Yes", True), ("Y", True), ("a", True), ("TRUE", True), ("b) No", False), ("N", False), ("0", False)],
)
def test_yes_or_no(text: str, answer: bool) -> None:
    """Yes and no by letter, word, or truth value."""
    assert yes_or_no(text) is answer


@pytest.mark.parametrize("text", ["c) Unknown", "c)", "Not known", "Unknown"])
def test_unknown_is_neither_yes_nor_no(text: str) -> None:
    """Who does not know says nothing."""
    assert yes_or_no(text) is None


@pytest.mark.parametrize("text", ["", " \u00a0", "#N/A", "n/a", "-"])
def test_blank(text: str) -> None:
    """A blank cell, or one that says so, holds nothing; only eligibility must be filled."""
    assert [read(text) for read in READERS if read is not category_of] == [None, None, (None, None), None, None]
    with pytest.raises(CellProblem, match="The eligibility category is blank") as caught:
        category_of(text)
    assert caught.value.code == "missing_value"


def test_nothing_stated_in_oc3() -> None:
    """OC3 writes 0 where it states no activity and no accommodation."""
    assert (activity_of("0"), accommodation_of("0")) == (None, (None, None))


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (in_touch_of, "g) Perhaps", r"'g\) Perhaps' is not a known LA in touch: left blank\."),
        (accommodation_of, "A1", r"'A1' is not a known accommodation: left blank\."),
        (accommodation_of, "U3", r"'U3' is not a known accommodation: left blank\."),
        (activity_of, "F9", r"'F9' is not a known activity: left blank\."),
        (suitability_of, "3", r"'3' is not a known suitability: left blank\."),
        (yes_or_no, "7 per cent", r"'7 per cent' is not a known answer: left blank\."),
        (activity_of, "Full time", r"is not a known activity"),
    ],
)
def test_unknown_codes(read: Callable[[str], object], text: str, says: str) -> None:
    """What is no code is said with the value, and with all that may stand there."""
    with pytest.raises(CellProblem, match=says) as caught:
        read(text)
    assert caught.value.code == "unknown_code"
    assert caught.value.do.startswith("Write ")


def test_unknown_category_is_an_error_of_its_own() -> None:
    """Without a category nobody can be taken over."""
    with pytest.raises(CellProblem, match=r"'e\) Other' is not a known eligibility\.") as caught:
        category_of("e) Other")
    assert caught.value.code == "unknown_category"
    assert caught.value.do == "Write Relevant, Former relevant, Qualifying or Eligible."


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (accommodation_of, "U: In custody"),
        (activity_of, "G4: Not in education, employment or training - parenting"),
        (in_touch_of, "a) Died"),
        (category_of, "a) Former relevant child"),
        (yes_or_no, "a) No"),
    ],
)
def test_code_against_words(read: Callable[[str], object], text: str) -> None:
    """Where code and words differ, neither is believed."""
    with pytest.raises(CellProblem, match="contradict each other"):
        read(text)


def test_what_looks_like_a_name_is_not_repeated() -> None:
    """In an extract with shifted columns a worker's name may stand where a code should."""
    with pytest.raises(CellProblem, match=r"^\(what looks like a name\) is not a known activity") as caught:
        activity_of("Robin Example")
    assert "Robin" not in caught.value.what + caught.value.do


@pytest.mark.parametrize(
    ("letter", "age", "too_young"), [("T", 17, True), ("T", 18, False), ("Z", 17, True), ("U", 16, False)]
)
def test_age_and_accommodation(letter: str, age: int, too_young: bool) -> None:
    """Foyers and former foster carers are for those of 18 and over."""
    assert is_too_young_for(Accommodation(letter), age) is too_young
    assert not is_too_young_for(None, age)


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader fail in another way, and what it then says fits into 160 characters."""
    for problem in filter(None, (refusal(read, text) for read in READERS)):
        assert len(f"{problem.what} {problem.do}") <= 160


def refusal(read: Callable[[str], object], text: str) -> CellProblem | None:
    """Why a text is refused, or None where it is read."""
    try:
        read(text)
    except CellProblem as problem:
        return problem
    return None
