"""Tests of the ballot box itself."""
