"""The team workbook under test."""
