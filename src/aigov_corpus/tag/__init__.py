"""Governance principles, tagged with the evidence for each."""
