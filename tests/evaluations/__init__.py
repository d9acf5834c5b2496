"""Tests of campaigns, voting, results and grades."""
