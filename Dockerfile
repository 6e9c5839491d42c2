# syntax=docker/dockerfile:1
# Two images from one build:
#   app      the standalone server: no shell tools of ours, no workshop; it runs as nobody in particular on a read-only tree
#   operate  migrations and bin/lethe (backup, restore, doctor, keys): a job beside it, never behind a port

FROM node:24-bookworm-slim AS build
WORKDIR /lethe
COPY package.json package-lock.json .npmrc ./
# The browser and the embedded database are for development: neither is needed here.
RUN npm ci --no-audit --no-fund
COPY . .
RUN node ops/start.mjs build

FROM node:24-bookworm-slim AS operate
ENV NODE_ENV=production LETHE_HOME=/var/lib/lethe
WORKDIR /lethe
COPY --from=build --chown=root:root /lethe /lethe
RUN useradd --system --uid 10001 --home-dir /var/lib/lethe lethe \
 && install -d -o lethe -g lethe -m 0711 /var/lib/lethe
USER 10001:10001
ENTRYPOINT ["node", "ops/start.mjs"]
CMD ["migrate"]

FROM node:24-bookworm-slim AS app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 LETHE_HOME=/var/lib/lethe
WORKDIR /lethe
COPY --from=build --chown=root:root /lethe/.next/standalone ./
RUN useradd --system --uid 10001 --home-dir /var/lib/lethe lethe \
 && install -d -o lethe -g lethe -m 0711 /var/lib/lethe
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No core dump: it would write memory, log text in it, to a disk.
CMD ["sh", "-c", "ulimit -c 0 && exec node --max-semi-space-size=4 server.js"]
