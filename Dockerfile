# A static binary in an image with nothing else in it but the certificates of the web, run by nobody in particular.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY third_party third_party
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /parley ./cmd/parley && mkdir /data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /parley /parley
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
