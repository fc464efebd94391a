"""All that touches the world: Kafka, Faust, files, feeds, metrics and the command line."""
