"""Takes profiles and plans;
gives compiled, checked and finally frozen documents with their PDF to pages."""
