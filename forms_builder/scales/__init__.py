"""Takes the wording of methodologists;
gives agreed scales, with indicators and characteristics by level, to questionnaires."""
