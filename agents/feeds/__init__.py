"""Live feeds: fetching, scheduling, and their state in Kafka."""
