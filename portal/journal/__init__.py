"""Takes acts from every room of portal and pages;
gives an append-only record of who did what, in which role."""
