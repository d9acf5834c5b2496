"""Invented papers of 发展党员 for the eye: each form short, long and with rare characters."""

from app.development.samples import accepting, activists, letters, prospects

SAMPLES = activists.SAMPLES | prospects.SAMPLES | accepting.SAMPLES | letters.SAMPLES
