"""Takes an edition, a procedure, a kindergarten and a person;
gives «who fills what about whom, by when» to responses."""
