# For a machine that cannot pull redis:7-bookworm: the same program from Debian, under the same user.
FROM debian:bookworm-slim
RUN groupadd -r -g 999 redis && useradd -r -g redis -u 999 redis \
  && apt-get update -q && apt-get install -y -q --no-install-recommends redis-server \
  && apt-get clean && rm -rf /var/lib/apt/lists/* \
  && mkdir -p /data && chown redis:redis /data
WORKDIR /data
