"""What is asked: takes wording from methodologists;
gives frozen editions to portal, of which it knows nothing."""
