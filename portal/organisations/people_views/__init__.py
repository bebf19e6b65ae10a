"""The screens of people on the desk: list, card, appointing, letting in, leaving, conflicts."""
