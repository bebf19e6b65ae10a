"""Takes nothing from other rooms;
gives field types, one file each under one contract, to questionnaires and portal."""
