"""Colours of paper: the values that static/css/tokens.css gives to a screen."""

INK = "#1f2a2c"
SOFT = "#5d6663"
CARD = "#ffffff"
LINE = "#e3ded2"
BRAND = "#0b4f57"
TINT = "#e8f0ee"
LEVELS = {
    0: "#4d4039",
    1: "#8c3b12",
    2: "#d58b3a",
    3: "#9a8c5f",
    4: "#6fb1a6",
    5: "#0f655c",
}
EDGES = {
    0: "#4d4039",
    1: "#8c3b12",
    2: "#a8641a",
    3: "#756a41",
    4: "#3f8579",
    5: "#0f655c",
}
