"""Takes scales and field types;
gives questionnaires as content and, through the gate, frozen editions to portal."""
