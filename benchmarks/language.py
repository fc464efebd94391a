"""Language identification: cost on the seed texts, and accuracy on a labelled set when one is given.

usage: python -m benchmarks.language [SET.jsonl.gz]
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from benchmarks import labelled
from config.loaders.language import load_cld2, load_fasttext, load_identifier, load_langdetect
from streams.language.models import Model
from streams.language.sample import sample
from streams.language.scripts import in_script, scripts

LANGDETECT_CHARACTERS = 1000


def alone(model: Model, characters: int | None = None) -> Callable[[str], str]:
    """A model by itself, on the whole text or its beginning, with the same care for codes as the stage has."""

    def identify(text: str) -> str:
        text = sample(text) if characters is None else text[:characters]
        counts = scripts({letter: text.count(letter) for letter in set(text)})
        script = max(counts, key=lambda name: (counts[name], name), default="Zyyy")
        ranking = model.rank(in_script(text, script).replace("\n", " "), script)
        return ranking[0][0] if ranking else "und"

    return identify


def accuracy(identify: Callable[[str], str], rows: list[dict]) -> str:
    """Macro accuracy over languages, the worst three, and how often another language is called Arabic."""
    right = defaultdict(list)
    arabic = others = 0
    for row in rows:
        code = identify(row["raw"]["text"])
        right[row["gold"]].append(code == row["gold"])
        if row["gold"] != "ar":
            others, arabic = others + 1, arabic + (code == "ar")
    each = {code: mean(hits) for code, hits in right.items()}
    worst = ", ".join(
        f"{code} {each[code]:.3f}" for code in sorted(each, key=lambda code: (each[code], code))[:3]
    )
    return f"{mean(each.values()):12.4f} {arabic / max(1, others):12.4f}   {worst}"


def main() -> None:
    """Prints a table: the stage, then each of its models alone."""
    identifier = load_identifier()
    contenders = {
        "murasil": lambda text: identifier.identify(text).code,
        "fastText lid.176 small": alone(load_fasttext()),
        "CLD2": alone(load_cld2()),
        "langdetect": alone(load_langdetect(), LANGDETECT_CHARACTERS),
    }
    rows = labelled.read(Path(sys.argv[1])) if len(sys.argv) > 1 else []
    print(f"{'':24} {'ms a seed':>10} {'ms a text':>10} {'macro':>12} {'false Arabic':>12}   worst")
    for name, identify in contenders.items():
        figures = f"{name:24} {labelled.milliseconds(identify, labelled.seeds(), 60):10.3f}"
        if rows:
            texts = [row["raw"]["text"] for row in rows[::10]]
            figures += f" {labelled.milliseconds(identify, texts, 1):10.3f} {accuracy(identify, rows)}"
        print(figures, flush=True)


if __name__ == "__main__":
    main()
