"""Takes Django;
gives few helpers to every room: page headers, the look, sorted text. No models, no rules."""
