"""Extracts made of synthetic caseloads under test."""
