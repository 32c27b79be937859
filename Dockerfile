# A static binary in an image with nothing else in it but the certificates of the web and the licences, run by nobody in particular. It is built on
# the machine's own platform for the one that is asked for: docker buildx build --platform linux/amd64,linux/arm64 .
FROM --platform=$BUILDPLATFORM golang:1.26.8 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
COPY third_party third_party
RUN go mod download
COPY . .
# .git is among them, so that Go stamps the commit into the program.
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /parley ./cmd/parley && \
    .ci/licences > /THIRD_PARTY_LICENCES.txt && mkdir /data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /parley /THIRD_PARTY_LICENCES.txt /
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
# The SQLite file lies here unless DATABASE_URL names PostgreSQL.
WORKDIR /data
VOLUME /data
# Within the container alone.
ENV PARLEY_LISTEN=127.0.0.1:8086
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/parley", "health"]
ENTRYPOINT ["/parley"]
CMD ["run"]
