# Ajar as its single binary; Janus and PostgreSQL run beside it (compose.yaml).
FROM node:22-bookworm-slim AS build
RUN npm install --global deno@2.9.6
WORKDIR /src
COPY . .
RUN deno install --frozen && deno task compile

FROM debian:bookworm-slim
RUN useradd --system --no-create-home ajar && install --directory --owner=ajar --mode=700 /data
COPY --from=build /src/dist/ajar /usr/local/bin/ajar
ENV DATA_DIR=/data
VOLUME /data
USER ajar
ENTRYPOINT ["ajar"]
