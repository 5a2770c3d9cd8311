"""One figure of the report to a file: from statistics to charts; figures without data are left out, never faked."""
