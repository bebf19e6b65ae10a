"""Takes a scale as it is being worked on;
gives it as a file and takes it back: a JSON document, or a workbook of flat rows."""
