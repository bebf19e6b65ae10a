"""Faults: take a running portal and break it on purpose;
give what was acknowledged, what was lost and what happened twice."""
