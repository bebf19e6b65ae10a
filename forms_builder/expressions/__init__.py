"""Takes nothing from other rooms;
gives conditions and calculations (tree, evaluation, checks) to fields and questionnaires."""
