# Janus with the VideoRoom plugin and the WebSocket transport, and nothing else of it.
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    automake ca-certificates gcc gengetopt git libconfig-dev libglib2.0-dev libjansson-dev libnice-dev libsrtp2-dev \
    libssl-dev libtool libwebsockets-dev make pkg-config
ARG JANUS_TAG=v1.4.1
RUN git clone --depth 1 --branch "$JANUS_TAG" https://github.com/meetecho/janus-gateway.git /src
WORKDIR /src
RUN sh autogen.sh && ./configure --prefix=/opt/janus \
    --disable-all-plugins --enable-plugin-videoroom \
    --disable-all-transports --enable-websockets \
    --disable-all-handlers --disable-all-loggers \
    --disable-data-channels --disable-turn-rest-api --disable-docs \
    && make -j "$(nproc)" && make install

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
    libconfig9 libglib2.0-0 libjansson4 libnice10 libsrtp2-1 libssl3 libwebsockets17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home janus
COPY --from=build /opt/janus /opt/janus
COPY docker/janus/*.jcfg /usr/local/share/ajar-janus/
COPY docker/janus/entrypoint.sh /usr/local/bin/ajar-janus
ENV PATH=/opt/janus/bin:$PATH
USER janus
ENTRYPOINT ["ajar-janus"]
