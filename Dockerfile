# The command line: docker build -t mongodb-tls . && docker run --rm -v "$PWD:/work:ro" mongodb-tls lint .
FROM node:22-alpine AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN mkdir /package && npm pack --pack-destination /package

FROM node:22-alpine
COPY --from=build /package /package
RUN npm install --global --offline --no-audit --no-fund /package/mongodb-tls-*.tgz && rm -r /package
USER node
WORKDIR /work
ENTRYPOINT ["mongodb-tls"]
CMD ["help"]
