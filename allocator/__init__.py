"""Decides, week by week, which leaving care worker should work with which care leaver, and says why."""
