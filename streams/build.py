"""How murasil was built."""

from typing import Final

from streams import version

COMPILED: Final = not (version.__file__ or "").endswith(".py")
"""Whether the modules in which the time goes are compiled (`tools/compiled.py`). They do the same either way."""
