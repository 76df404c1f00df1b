# One image for every service; the command chooses: up, watcher, worker, api, migrate, or any other of `albumen --help`.
#   docker build -t albumen .                                         for this machine
#   docker buildx build --platform linux/amd64,linux/arm64 …         for both; nothing but the last stage is emulated
ARG NODE_IMAGE=node:24-bookworm-slim
ARG DEBIAN_IMAGE=debian:bookworm-slim

# ---- the program: compiled and bundled ---------------------------------------------------------------------------------
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
ARG NPM_REGISTRY=https://registry.npmjs.org/
ENV npm_config_registry=${NPM_REGISTRY} npm_config_update_notifier=false
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --loglevel=error
COPY tsconfig.json tsconfig.build.json ./
COPY packages packages
COPY services services
COPY web web
COPY bin/bundle.mjs bin/
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json --noCheck && node bin/bundle.mjs && node web/build.mjs \
  && find dist \( -name '*.map' -not -path 'dist/web/*' -o -name '*.tsbuildinfo' \) -delete

# ---- the packages that run, for the target's processor -----------------------------------------------------------------
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS packages
ARG NPM_REGISTRY=https://registry.npmjs.org/
ARG TARGETARCH=amd64
ENV npm_config_registry=${NPM_REGISTRY} npm_config_update_notifier=false
WORKDIR /app
COPY package.json package-lock.json .npmrc deploy/image/install-packages.mjs ./
RUN --mount=type=cache,target=/root/.npm node install-packages.mjs "$TARGETARCH"

# ---- the image ---------------------------------------------------------------------------------------------------------
FROM ${NODE_IMAGE} AS node

FROM ${DEBIAN_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Albumen" \
  org.opencontainers.image.description="Understands every photo in your folders, on your own hardware" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"

# tini is the first process of a container (see deploy/image/albumen); libgomp1 is needed by llama.cpp. RAW photos: ExifTool is content with perl-base.
RUN apt-get update -q \
  && apt-get install -y -q --no-install-recommends tini libgomp1 libstdc++6 \
  && apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/*

COPY --from=node /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY bin/albumen.mjs bin/
COPY migrations migrations
COPY models/nano-vl/nano-vl.gguf models/nano-vl/nano-vl-mmproj.gguf models/nano-vl/
COPY models/nano-vl/demo models/nano-vl/demo
COPY --chmod=755 deploy/image/albumen deploy/image/make-secrets /usr/local/bin/
RUN mkdir -m 0755 /data /photos && chown 1000:1000 /data

ENV NODE_ENV=production \
  ALBUMEN_DATA_DIR=/data \
  ALBUMEN_HOST=0.0.0.0 \
  PUID=1000 PGID=1000 UMASK=022 TZ=Etc/UTC
EXPOSE 8484
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=30s --start-period=120s --retries=3 CMD ["albumen", "healthcheck"]
ENTRYPOINT ["albumen"]
CMD ["up"]
