"""Who takes part."""

from typing import Final

from benchmarks.throughput.processes import Contender

LOOPS: Final = "benchmarks.throughput.loops"
JOB: Final = "benchmarks.throughput.glued"

AIOKAFKA: Final = "aiokafka copy loop"
CONFLUENT: Final = "confluent-kafka copy loop"
GLUED: Final = "glued job"
TRAFILATURA: Final = "glued job with trafilatura"
ONE: Final = "murasil, one worker"
TWO: Final = "murasil, two workers"

CONTENDERS: Final = (
    Contender(AIOKAFKA, (LOOPS, "aiokafka"), copies=True),
    Contender(CONFLUENT, (LOOPS, "confluent"), copies=True),
    Contender(GLUED, (JOB,)),
    Contender(TRAFILATURA, (JOB, "--trafilatura")),
    Contender(ONE, ("agents", "worker"), worker=True),
    Contender(TWO, ("agents", "worker"), cores=(0, 1), worker=True),
)
