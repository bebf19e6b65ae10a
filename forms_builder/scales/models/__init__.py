"""The catalogue of the room's models."""

from forms_builder.scales.models.change import ScaleChange
from forms_builder.scales.models.indicator import Characteristic, Indicator
from forms_builder.scales.models.scale import Age, Area, Level, Scale, Strand

__all__ = ["Age", "Area", "Characteristic", "Indicator", "Level", "Scale", "ScaleChange", "Strand"]
