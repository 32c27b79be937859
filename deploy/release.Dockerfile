# The image of a release: the programs are built already, one for each platform. The one in the root of the repository builds from source.
FROM golang:1.26.8 AS files
RUN mkdir /data

FROM scratch
ARG TARGETPLATFORM
COPY --from=files /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=files --chown=65532:65532 /data /data
COPY THIRD_PARTY_LICENCES.txt /
COPY $TARGETPLATFORM/parley /parley
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV PARLEY_LISTEN=127.0.0.1:8086
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/parley", "health"]
ENTRYPOINT ["/parley"]
CMD ["run"]
