"""The Grafana dashboards, as code. `python -m tools.docs` writes them to `config/grafana/dashboards/`."""
