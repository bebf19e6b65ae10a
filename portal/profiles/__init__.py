"""Takes submitted responses and the pure arithmetic of scoring;
gives stored results with their inputs, edition and rule version to reports, plans and pages."""
