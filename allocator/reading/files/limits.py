"""How large a file may be before it is refused unread, and why; it looks at no file itself.

All care leavers of England are about a hundred thousand people, in tables of at most sixty columns. The limits leave
ten times that, and keep a hostile file within a few gigabytes of memory.
"""

from __future__ import annotations

MOST_BYTES = 256 * 2**20  # a CSV file, or a workbook as it lies on the disk: England in 28 columns is 15 MiB
MOST_UNPACKED = 768 * 2**20  # all parts of a workbook unpacked: England in 28 columns is about 150 MiB of XML
MOST_PARTS = 2_000  # files in a workbook: one for each sheet and picture, and some twenty others
HIGHEST_RATIO = 250  # unpacked to packed: real sheets reach 40, the best that packing can do with nothing is 1,032
SMALL_PART = 4 * 2**20  # a part of this size harms nobody, however well it was packed
MOST_ROWS = 1_048_576  # what a sheet of a spreadsheet holds
MOST_COLUMNS = 1_000  # the widest return has under a hundred
MOST_CELLS = 30_000_000  # filled or not: a million rows of thirty columns
LONGEST_CELL = 32_767  # characters: what a cell of a spreadsheet holds; more is rows that a quotation mark swallowed

SPLIT = "Export only the people and columns that are needed, or look for what has slipped in by mistake."
