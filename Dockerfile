# The native tool alone: no shell, no runtime, no other user than one without rights.
#   docker build -t waldur-fake . && docker run -p 8000:8000 -e WALDUR_FAKE_CONTROL_KEY=secret waldur-fake
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends clang zlib1g-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN scripts/publish-native && scripts/root-folder artifacts/native/linux-x64/waldur-fake /root-folder

FROM scratch
COPY --from=build /root-folder /
USER 65532:65532
# All addresses: what others can reach shows nothing of the worlds under /_fake/ unless WALDUR_FAKE_CONTROL_KEY is set and sent.
ENV WALDUR_FAKE_URLS=http://0.0.0.0:8000
EXPOSE 8000
# Whoever runs it asks GET /_fake/health, which needs no key.
ENTRYPOINT ["/waldur-fake"]
