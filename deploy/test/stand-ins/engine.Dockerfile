# For a machine that cannot pull ghcr.io/ggml-org/llama.cpp:server: llama.cpp's server of Debian's next release, where the
# official image has it. The list of packages of what is not released yet lapses within days, and a mirror may be behind.
FROM debian:forky-slim
RUN apt-get update -q -o Acquire::Check-Valid-Until=false \
  && apt-get install -y -q --no-install-recommends llama.cpp-tools curl \
  && apt-get clean && rm -rf /var/lib/apt/lists/* \
  && mkdir /app && ln -s "$(command -v llama-server)" /app/llama-server
WORKDIR /app
ENTRYPOINT ["/app/llama-server"]
