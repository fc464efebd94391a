"""How words inflect: the forms of a lexicon's word, and the ways to read a word in a text."""

from streams.events.morphology.arabic import ArabicMorphology
from streams.events.morphology.model import Form, Morphology, Reading
from streams.events.morphology.paradigms import Paradigm, ParadigmMorphology

__all__ = ["ArabicMorphology", "Form", "Morphology", "Paradigm", "ParadigmMorphology", "Reading"]
