"""What no return holds of workers: a workbook to fill in, read back, and merged with an extract; it knows no names."""

from allocator.reading.team.columns import FILE_NAME
from allocator.reading.team.merge import check_team_ids, say_what_is_blank, with_team
from allocator.reading.team.reader import Team, TeamRow, read_team
from allocator.reading.team.workbook import update_team_workbook, write_team_workbook

__all__ = [
    "FILE_NAME",
    "Team",
    "TeamRow",
    "check_team_ids",
    "read_team",
    "say_what_is_blank",
    "update_team_workbook",
    "with_team",
    "write_team_workbook",
]
