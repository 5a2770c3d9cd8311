"""Run folders: whole or not at all, private, never replaced unless asked."""

from __future__ import annotations

import csv
import errno
import json
import os
import stat
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from allocator import run_folder
from allocator.errors import InputError, UsageError
from allocator.manifest import Manifest, hash_file
from allocator.proposal import Cause, ChangeKind, LevelResult, Placement, Proposal, Reason, Status
from allocator.run_folder import free_place, read_manifest, read_run, refuse_to_replace, refuse_unwritable, write_run

FILES = {
    "manifest.json", "allocation.csv", "changes.csv", "unallocated.csv", "workload.csv", "findings.csv",
    "proposal.json", "report.html",
}  # fmt: skip
MANIFEST = Manifest(
    allocator="0.1.0",
    python="3.11.7",
    packages={},
    caseload="county",
    model="m",
    model_sha256="ab",
    as_of="2026-01-05",
    seed=7,
)


def placement(person_id: str, *, change: ChangeKind, cause: Cause, previous: str | None) -> Placement:
    """Somebody who ends with W2, 12 minutes away, and takes 6.7 % of a post."""
    return Placement(
        person_id=person_id,
        worker_id="W2",
        previous_worker=previous,
        change=change,
        cause=cause,
        minutes_one_way=12,
        load_percent=Decimal("6.7"),
        reason=Reason(code="x", sentence="=W2 is near"),
    )


PROPOSAL = Proposal(
    title="County",
    as_of="2026-01-05",
    model="m",
    status=Status.PROVEN,
    levels=(LevelResult(key="cost", value=1.5, bound=1.5, proven=True, kept=1.5, seconds=0.1),),
    placements=(
        placement("P1", change=ChangeKind.KEPT, cause=Cause.HELD, previous="W2"),
        placement("P2", change=ChangeKind.NEW, cause=Cause.NEW, previous=None),
    ),
    shortages=(),
    breaches=(),
    workloads=(),
)


def write(out: Path, *, overwrite: bool = False, report: str = "<html>ü</html>") -> Path:
    """Write the proposal of this file to ``out``."""
    return write_run(out, PROPOSAL, report=report, manifest=MANIFEST, overwrite=overwrite)


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_a_run_folder_holds_every_file_of_the_contract(tmp_path: Path) -> None:
    """Proves which files there are, and that what was written is what is read."""
    out = write(tmp_path / "run")
    assert {file.name for file in out.iterdir()} == FILES
    assert read_run(out) == PROPOSAL
    assert (out / "report.html").read_text(encoding="utf-8") == "<html>ü</html>"


def test_changes_are_those_of_the_allocation_who_are_not_kept(tmp_path: Path) -> None:
    """Proves that allocation.csv has everybody, changes.csv only P2, and that no cell can act as a formula."""
    out = write(tmp_path / "run")
    everybody, changed = rows(out / "allocation.csv"), rows(out / "changes.csv")
    assert everybody[0][:7] == [
        "person_id", "worker_id", "previous_worker", "change", "reason", "minutes_one_way", "load_percent",
    ]  # fmt: skip
    assert [row[0] for row in everybody[1:]] == ["P1", "P2"]
    assert changed == [everybody[0], everybody[2]]
    assert changed[1][:7] == ["P2", "W2", "", "new", "'=W2 is near", "12", "6.7"]


def test_the_manifest_has_the_hash_of_every_output(tmp_path: Path) -> None:
    """Proves that each file but the manifest itself can be checked afterwards, and that nothing else changes."""
    out = write(tmp_path / "run")
    manifest = read_manifest(out)
    assert set(manifest.outputs) == FILES - {"manifest.json"}
    assert all(hash_file(out / name) == digest for name, digest in manifest.outputs.items())
    assert manifest.model_copy(update={"outputs": {}}) == MANIFEST


def test_one_proposal_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    """Proves that no clock, place or order creeps into a run folder."""
    first, second = write(tmp_path / "one"), write(tmp_path / "two" / "deeper")
    assert {f.name: f.read_bytes() for f in first.iterdir()} == {f.name: f.read_bytes() for f in second.iterdir()}


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """Proves the modes of every file, the folder and the folders made on the way to it."""
    out = write(tmp_path / "runs" / "monday")
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert stat.S_IMODE(out.parent.stat().st_mode) == 0o700


def test_a_run_is_never_replaced_unasked(tmp_path: Path) -> None:
    """Proves that a second run to the same place is refused with the two ways out, and the first stays as it is."""
    out = write(tmp_path / "run")
    with pytest.raises(
        UsageError, match=r"run holds a run already: choose another place with --out, or replace it with"
    ):
        write(out, report="other")
    assert (out / "report.html").read_text(encoding="utf-8") == "<html>ü</html>"


def test_a_run_is_replaced_when_asked(tmp_path: Path) -> None:
    """Proves that --overwrite leaves the new run alone: nothing of the old one, and no other folder beside it."""
    out = write(tmp_path / "run")
    (out / "left-over.txt").write_text("old", encoding="utf-8")
    write(out, overwrite=True, report="new")
    assert {file.name for file in out.iterdir()} == FILES
    assert (out / "report.html").read_text(encoding="utf-8") == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_a_folder_that_is_no_run_is_left_alone_even_when_asked(tmp_path: Path) -> None:
    """Proves that --overwrite cannot wipe somebody's own folder."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match=r"letters exists and is not a run folder, so it is left alone"):
        write(tmp_path / "letters", overwrite=True)
    assert (tmp_path / "letters" / "mine.txt").read_text(encoding="utf-8") == "dear"


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    """Proves that a file of the wanted name is not replaced either."""
    (tmp_path / "run").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a run folder"):
        refuse_to_replace(tmp_path / "run", overwrite=True)


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    """Proves that a folder made beforehand may be used, and becomes private."""
    (tmp_path / "run").mkdir(mode=0o755)
    out = write(tmp_path / "run")
    assert read_run(out) == PROPOSAL
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


def test_a_run_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves whole or not at all: the third file cannot be written, so there is no folder and no draft of one."""
    flushed: list[int] = []

    def fails_third(handle: int) -> None:
        flushed.append(handle)
        if len(flushed) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fails_third)
    with pytest.raises(UsageError, match=r"cannot be written to \(No space left on device\), so nothing was changed"):
        write(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_the_old_run_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that a failure in the very swap restores what stood there."""
    out = write(tmp_path / "run")
    really = Path.rename

    def fails_for_drafts(self: Path, target: Path) -> Path:
        if self.suffix == ".draft":
            raise OSError("locked by another program")
        return really(self, target)

    monkeypatch.setattr(Path, "rename", fails_for_drafts)
    with pytest.raises(UsageError, match="locked by another program"):
        write(out, overwrite=True, report="new")
    assert (out / "report.html").read_text(encoding="utf-8") == "<html>ü</html>"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def end_before_the_new_run_gets_its_name() -> None:
    """From now on, this process ends where a draft is to be renamed, without tidying up."""
    really = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.suffix == ".draft":
            os._exit(9)
        return really(self, target)

    Path.rename = rename  # type: ignore[method-assign, assignment]


def test_a_kill_in_the_very_swap_loses_neither_run(tmp_path: Path) -> None:
    """Proves, with a process that is ended between the two renames, that the old run is whole under its hidden name."""
    out = write(tmp_path / "run")
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    child = os.fork()
    if child == 0:
        try:
            end_before_the_new_run_gets_its_name()
            write(out, overwrite=True, report="new")
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    old, draft = (next(tmp_path.glob(f".run.*.{ending}")) for ending in ("old", "draft"))
    assert {file.name: file.read_bytes() for file in old.iterdir()} == before
    assert (read_run(old), read_run(draft)) == (PROPOSAL, PROPOSAL)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the nearest folder that exists is asked, and a file in the way is as good as a lock."""
    refuse_unwritable(tmp_path / "new" / "run")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="file cannot be written to: choose another place with --out"):
        refuse_unwritable(tmp_path / "file" / "run")
    monkeypatch.setattr(os, "access", lambda place, _: place != tmp_path)
    with pytest.raises(UsageError, match=f"^{tmp_path} cannot be written to"):
        refuse_unwritable(tmp_path / "new" / "run")


def test_two_runs_at_once_do_not_replace_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a run which comes to stand there while another is being written survives, and no draft is left."""
    out, really = tmp_path / "run", run_folder._texts

    def overtaken(proposal: Proposal, report: str) -> Mapping[str, str]:
        monkeypatch.setattr(run_folder, "_texts", really)
        write(out, report="first")
        return really(proposal, report)

    monkeypatch.setattr(run_folder, "_texts", overtaken)
    with pytest.raises(UsageError, match="not empty"):
        write(out, report="second")
    assert (out / "report.html").read_text(encoding="utf-8") == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_a_free_place_is_the_next_number(tmp_path: Path) -> None:
    """Proves that names are counted on from 2 and none is used twice."""
    wanted = tmp_path / "county-2026-01-05"
    assert free_place(wanted) == wanted
    wanted.mkdir()
    (tmp_path / "county-2026-01-05-2").mkdir()
    assert free_place(wanted) == tmp_path / "county-2026-01-05-3"


def test_a_folder_without_manifest_is_no_run(tmp_path: Path) -> None:
    """Proves the wording for somebody who names the caseload instead of the run."""
    with pytest.raises(
        InputError, match=r"is not a run folder: it has no manifest\.json\. Give the folder that allocate"
    ):
        read_run(tmp_path)


def test_a_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    """Proves that a broken manifest is an input error, not a fault."""
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json cannot be read as a manifest"):
        read_run(tmp_path)


def test_a_run_without_its_proposal_is_not_whole(tmp_path: Path) -> None:
    """Proves that a missing file is said to be missing."""
    out = write(tmp_path / "run")
    (out / "proposal.json").unlink()
    with pytest.raises(InputError, match=r"has no proposal\.json: the folder is not whole"):
        read_run(out)


def test_a_proposal_that_was_edited_is_refused(tmp_path: Path) -> None:
    """Proves that what is read is what was written: one worker changed by hand is noticed."""
    out = write(tmp_path / "run")
    file = out / "proposal.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"W2"', '"W3"', 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"proposal\.json has been changed since the run was written"):
        read_run(out)


def test_a_proposal_of_another_version_is_refused_in_words(tmp_path: Path) -> None:
    """Proves that an unknown form of proposal names the version that wrote it."""
    out = write(tmp_path / "run")
    (out / "proposal.json").write_text("{}", encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["proposal.json"] = hash_file(out / "proposal.json")
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError, match=r"written by allocator 0\.1\.0, is in a form not known here"):
        read_run(out)
