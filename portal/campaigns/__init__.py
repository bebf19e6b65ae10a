"""Takes territories from organisations and a plan as content;
gives stages, procedures, phases and steps to assignments and everything above."""
