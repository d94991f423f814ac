# The service as an image: no build tools, no tests, no root. The README tells how to run it.
# Keep the major version with "engines" in package.json.
FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Without the runtime that the lock file pins for developers; nothing that is left needs a script to install itself.
RUN npm ci --omit=dev --ignore-scripts

FROM node:26-slim
ENV NODE_ENV=production \
    RAPPORTEUR_STATE=/state/rapporteur.db
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json LICENSE ./
COPY commands commands
COPY data data
COPY src src
# The only place that is written to.
RUN install -d -o node -g node -m 700 /state
VOLUME /state
USER node
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8484/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
