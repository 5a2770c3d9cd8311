"""What becomes of the SSD and of OC3, in words, for the page about extracts; what they can hold stands elsewhere."""

from __future__ import annotations

WHAT_BECOMES_OF_SSD = """\
Tables and columns are told by their names in any capitals; a table's name may lack `ssd_`, and may have a schema before
it or a date behind it. A workbook with sheets of these names will do as well. Other tables and columns are not read and
may stay where they are: no forename, no surname, no street. `SSD_PH`, `PLACEHOLDER_DATA` and a day in 1900 are blank.

- **Who is in it.** Everybody in `ssd_care_leavers` from 16 to 25. Who has died (by `DIED`, or by a date of death), has
  returned home, needs no service, or has no current eligibility is left out and counted; who refuses contact stays.
- **Who works with whom.** The adviser, named by id or by name; the rule is that of Annex A above. Before 18 a worker
  without an adviser beside them is the social worker, unless their job title is that of a leaving care worker.
- **Since when, and how many changes.** Involvements of leaving care workers count: of whoever is anybody's adviser in
  the extract, or is one by job title or by role. Changes of social worker do not. `worker_since` is the beginning of
  the running involvement with the worker; involvements of one worker that overlap or touch are one. One leaving care
  worker after another is a change. A pause with nobody in between is none, nor is somebody who came and went while
  another stayed. An involvement that nobody ended is over when the current worker begins. `last_change` is the day on
  which the latest worker took over. Where the worker has no running involvement, `worker_since` is blank.
- **Where they live.** The address that began last and is not over: its postcode, or else its prison or town. One that
  began in the last 28 days is the key event `move` (regulation 8 asks for a review after 28 days), unless the place
  before was the same.
- **Needs.** Custody from accommodation X, parent from activity G6, disability from any code but `NONE`. `former_uasc`
  is whoever has, or once had, the immigration status UASC; `in_education` are activities F1, P1, F2 and P2.
- **Workers.** Everybody who is somebody's leaving care worker, with contract, post (by the meaning of the job title)
  and team. A leaving care worker with nobody cannot be told from one who has left: they are counted in a finding, and
  the team's workbook brings in those who work here.
"""
WHAT_BECOMES_OF_OC3 = """\
OC3 is the return of those who turn 17 to 21 in the year, as they were around that birthday. It adds nobody: people who
are not in the extract are counted in one finding. Where both say something the extract counts, and each column that
differs is one finding. A suitability is taken only for the same accommodation. `DIED`, `RHOM` and `NREQ` leave somebody
out, counted by reason; `0` is not known; `S1` and `X1` are no codes, and read as unsuitable.
"""
