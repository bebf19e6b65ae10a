"""The catalogue of the room's models."""

from forms_builder.scales.models.indicator import Characteristic, Indicator
from forms_builder.scales.models.scale import Area, Level, Scale, Strand

__all__ = ["Area", "Characteristic", "Indicator", "Level", "Scale", "Strand"]
