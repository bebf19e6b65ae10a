"""Journeys: take a real browser, a real server and a real worker;
give the proof that the chain holds from end to end."""
