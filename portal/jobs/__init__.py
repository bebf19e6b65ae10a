"""Takes a kind and ids from any room of portal and pages;
gives one true row for every piece of long work."""
