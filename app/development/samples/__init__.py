"""Invented papers of 发展党员 for the eye: each form short, long and with rare characters."""

from app.development.samples import activists, prospects

SAMPLES = activists.SAMPLES | prospects.SAMPLES
