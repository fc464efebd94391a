"""The embedded broker: a real Apache Kafka from packages alone, for trying and testing."""

from agents.broker.server import BrokerOptions, EmbeddedBroker, free_port

__all__ = ["BrokerOptions", "EmbeddedBroker", "free_port"]
