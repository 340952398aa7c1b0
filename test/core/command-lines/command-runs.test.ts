import { describe, expect, it } from 'vitest';
import { parseCommandLines } from '../../../server/src/core/command-lines/find-commands.ts';

const found = (text: string) =>
  parseCommandLines(text).commands.map(({ program, flags }) =>
    [program, ...flags.map(({ name, value }) => `--${name}${value === undefined ? '' : ` ${value}`}`)].join(
      ' ',
    ),
  );

describe('a server that another program starts', () => {
  it.each([
    [
      'start-stop-daemon --start --quiet --exec /usr/bin/mongod -- --sslMode requireSSL --port 1\n',
      ['mongod --sslMode requireSSL --port 1'],
    ],
    [
      'start-stop-daemon -S -b -x "/usr/bin/mongod" --chuid mongodb \\\n  -- --sslMode requireSSL\n',
      ['mongod --sslMode requireSSL'],
    ],
    ['start-stop-daemon --start --startas=/usr/bin/mongos -- --port 1\n', ['mongos --port 1']],
    ['ssh host mongod --auth\n', ['mongod --auth']],
    ['sshpass -p x ssh -o A=b -p 22 -t admin@service sudo mongod --auth\n', ['mongod --auth']],
    ['ssh -i key "$HOST" mongod --auth\n', ['mongod --auth']],
    ['docker run percona/percona-server-mongodb:4.4 --auth\n', ['mongod --auth']],
    [
      'docker run -d -p 1:1 \\\n  docker.io/mongodb/mongodb-community-server:6.0-ubi8 --auth\n',
      ['mongod --auth'],
    ],
    ['podman run --rm mongodb/mongodb-enterprise-server --auth\n', ['mongod --auth']],
    ['docker run -d mongo:${TAG:-4.4} --auth\n', ['mongod --auth']],
    ['docker run -d mongo:$TAG --sslMode allowSSL\n', ['mongod --sslMode allowSSL']],
    ['docker run mongo@sha256:0123abc --auth\n', ['mongod --auth']],
    ['docker run percona/percona-server-mongodb:4.4 mongod --auth\n', ['mongod --auth']],
  ])('%j', (text, commands) => {
    expect(found(text)).toEqual(commands);
  });

  it.each([
    'start-stop-daemon --stop --exec /usr/bin/mongod --retry 5\n',
    'start-stop-daemon --start --exec /usr/bin/mongod --chuid mongodb\n',
    'ssh host echo mongod --sslMode requireSSL\n',
    'ssh -p 22 db1 pkill mongod --signal 9\n',
    'ssh mongo --tls\n',
    'docker pull percona/percona-server-mongodb:4.4 --quiet\n',
    'docker run percona/percona-server-mongodb-operator:1.0 --tls\n',
    'helm install percona-server-mongodb --tls\n',
    'image: percona/percona-server-mongodb:4.4\nx: --ssl\n',
  ])('leaves alone %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes the version from the tag, and lets one that is filled in be any', () => {
    const { commands } = parseCommandLines(
      'docker run percona/percona-server-mongodb:4.0.27-22 --auth\ndocker run mongo:${TAG} --auth\n',
    );
    expect(commands.map(({ version, complete }) => [version, complete])).toEqual([
      [[4, 0, 27], true],
      [undefined, false],
    ]);
  });
});

describe('flags in a variable', () => {
  it.each([
    [
      'MONGOD_OPTS="--sslMode requireSSL --port 1"\nmongod $MONGOD_OPTS\n',
      ['mongod --sslMode requireSSL --port 1'],
    ],
    ["export OPTS='--auth' # why\nexec mongos --port 1 ${OPTS} &\n", ['mongos --auth', 'mongos --port 1']],
    [
      'Environment="OPTIONS=--sslMode requireSSL -f /etc/mongod.conf"\nExecStart=/usr/bin/mongod $OPTIONS\n',
      ['mongod --sslMode requireSSL --config /etc/mongod.conf'],
    ],
    ['Environment=OPTIONS=--auth\nExecStart=/usr/bin/mongod $OPTIONS\n', ['mongod --auth']],
    ['Environment="A=b" "O=--auth"\nExecStart=/bin/mongod $O\n', ['mongod --auth']],
    [
      'OPTS="--config $CONF"\nOPTS="$OPTS --sslMode=requireSSL"\nOPTS+=" --auth"\nsudo mongod $OPTS\n',
      ['mongod --config', 'mongod --sslMode requireSSL', 'mongod --auth'],
    ],
    ['FROM mongo:4.4\nENV OPTS="--auth"\nCMD exec mongod $OPTS\n', ['mongod --auth']],
    [
      'DAEMON=/usr/bin/mongod\nOPTS="--sslMode requireSSL"\nstart-stop-daemon --start --exec $DAEMON -- $OPTS\n' +
        'start-stop-daemon --stop --exec $DAEMON --retry 5\n',
      ['mongod --sslMode requireSSL'],
    ],
    [
      'mongod=${MONGOD-/usr/bin/mongod}\ndaemon --user "$U" "$NUMACTL $mongod --auth >/dev/null 2>&1"\n',
      ['mongod --auth'],
    ],
    ['MONGOS="$BIN/mongos"\n"${MONGOS}" --port 1\n', ['mongos --port 1']],
    ['OPTS="--auth"\n[ -n "$OPTS" ] && echo "with $OPTS"\nmongod $OPTS\n', ['mongod --auth']],
  ])('%j', (text, commands) => {
    expect(found(text)).toEqual(commands);
    expect(parseCommandLines(text).commands[0]?.complete).toBe(/^(?:MONGOS|mongod)=/.test(text));
  });

  it.each([
    'OPTS="--sslMode requireSSL"\nstart $OPTS\n',
    'OPTS="--ssl"\nmongodump $OPTS\nmongod --fork $OTHER\n',
    '# OPTS="--sslMode requireSSL"\nmongod $OPTS\n',
    'OPTS="--ssl"\nmongod $OPTS\nmongodump $OPTS\n',
    'OPTS="--tls"\nif true; then mongod $OPTS; else myapp $OPTS; fi\n',
    'cat <<EOF\nOPTS="--ssl"\nEOF\nmongod $OPTS\n',
    'DAEMON=/usr/bin/mongod\nDAEMON=/usr/bin/redis\n$DAEMON --tls\n',
    'NAME=mongod\necho "$NAME --ssl"; pkill $NAME --ssl\n',
  ])('is left alone where it is not for a server: %j', (text) => {
    expect(found(text).filter((command) => !command.includes('--fork'))).toEqual([]);
  });
});

describe('the parts of one command in a manifest', () => {
  const probe = 'livenessProbe:\n  exec:\n    command: ["mongosh", "--tls"]\n';

  it.each([
    ['command: ["mongod", "--auth"]\nargs: ["--port=1"]\n', true],
    ['args:\n- --port=1\nimage: mongo:7\ncommand:\n- mongod\n- --auth\n', true],
    ['entrypoint: mongod --auth\ncommand: --port 1\n', true],
    ['entrypoint: ["mongod", "--auth"]\nimage: mongo:7\ncommand:\n  - --port\n  - "1"\n', true],
    ['command: ["mongod", "--auth"]\nargs: ["--port=1", "$(EXTRA)"]\n', false],
    ['image: mongo:${TAG}\ncommand: ["mongod", "--auth"]\nargs: ["--port=1"]\n', false],
    ['command: ["mongod", "--auth", "-f", "x"]\nargs: ["--port=1"]\n', true],
  ])('are one: %j', (text, complete) => {
    expect(found(text)).toEqual([expect.stringMatching(/^mongod --auth (--config x )?--port 1$/)]);
    expect(parseCommandLines(text).commands[0]?.complete).toBe(complete);
  });

  it('are found around another command', () => {
    expect(found(`command: ["mongod", "--auth"]\n${probe}args: ["--port=1"]\n`)).toEqual([
      'mongod --auth --port 1',
      'mongosh --tls',
    ]);
  });

  it.each([
    [
      'a:\n  command: ["mongod", "--auth"]\nb:\n  image: mongo\n  args: ["--port=1"]\n',
      ['mongod --auth', 'mongod --port 1'],
    ],
    [
      '- command: [mongod, --auth]\n- image: mongo\n  args: [--port=1]\n',
      ['mongod --auth', 'mongod --port 1'],
    ],
    ['command: ["sh", "-c", "mongod --auth"]\nargs: ["--port=1"]\n', ['mongod --auth']],
    [
      'entrypoint: sh -c "mongod --auth & mongod --fork"\ncommand: --port 1\n',
      ['mongod --auth', 'mongod --fork'],
    ],
  ])('are not mixed with those of another: %j', (text, commands) => {
    expect(found(text)).toEqual(commands);
  });
});
