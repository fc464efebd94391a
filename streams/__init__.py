"""The pure part of murasil: records and the stages of the pipeline, without Kafka, clock or global state."""
