# One image for every process of the ledger; the command says which:
#   <image> --help | migrate | prices import FILE | …        the command line
#   --entrypoint node <image> dist/apps/api/src/main.js       the API (docker-compose.yml does this)
#   --entrypoint node <image> dist/apps/projector/src/main.js the projector
# Not in it: development dependencies, and the PostgreSQL that `ledger start` brings up on a machine without one.
ARG NODE=node:20.20.2-bookworm-slim

FROM ${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
# No scripts: they fetch or link what only tests and the embedded PostgreSQL need, and `prepare` would build without sources.
RUN npm ci --ignore-scripts --no-fund --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npm run build && rm dist/.tsbuildinfo

FROM ${NODE} AS dependencies
WORKDIR /build
COPY package.json package-lock.json ./
# Optional ones of production are the PostgreSQL binaries of every platform, and colours.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-fund --no-audit

FROM ${NODE} AS runtime
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Reservation ledger" \
      org.opencontainers.image.description="Billing ledger for reserved cloud capacity: API, projector and command line" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
ENV NODE_ENV=production \
    LEDGER_DATA_DIR=/var/lib/ledger
WORKDIR /opt/ledger
COPY package.json LICENSE ./
COPY libs/price-list/sample libs/price-list/sample
# What the API serves at /docs and /docs/policy-rules.
COPY docs/openapi.json docs/policy-rules.md docs/
COPY --from=dependencies /build/node_modules node_modules
COPY --from=build /build/dist dist
# By number, so that an engine told to refuse root can see that it is none. The directory is the only one
# written to, and by an API that was given no certificate: mount a volume there then.
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/ledger \
 && ln -s /opt/ledger/dist/apps/ledger/src/main.js /usr/local/bin/ledger
USER 10001:10001
EXPOSE 8443
STOPSIGNAL SIGTERM
# Of the API, which most containers run; the other services say their own in docker-compose.yml.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
  CMD ledger health --url "https://127.0.0.1:${LEDGER_PORT:-8443}" || exit 1
ENTRYPOINT ["node", "dist/apps/ledger/src/main.js"]
CMD ["--help"]
