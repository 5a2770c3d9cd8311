"""The Standard Safeguarding Data Set as an extract; names and addresses of people are dropped before anything is made.

``read_ssd`` takes the folder of its CSV files, or a workbook with sheets of the same names.
"""

from allocator.reading.ssd.reader import read_ssd

__all__ = ["read_ssd"]
