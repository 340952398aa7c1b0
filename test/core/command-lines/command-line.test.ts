import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestVersion } from '../../../server/src/core/server/server-version.ts';
import { parseCommandLines } from '../../../server/src/core/command-lines/find-commands.ts';

const flagsOf = (text: string) =>
  parseCommandLines(text).commands.map(({ program, flags }) => [
    program,
    ...flags.map(({ name, value }) => [name, value]),
  ]);

/** Those of servers and shells. */
const serversAndShells = (text: string) =>
  flagsOf(text).filter(([program]) => /^mongo(?:d|s|sh)?$/.test(String(program)));

describe('command lines in other languages', () => {
  it.each([
    ['mongod --auth --port 1 # --ssl\n', [['mongod', ['auth', undefined], ['port', '1']]]],
    ['/usr/local/bin/mongos.exe --configdb=a/b\n', [['mongos', ['configdb', 'a/b']]]],
    ["args: ['mongod', '--tlsMode', 'allowTLS']\n", [['mongod', ['tlsMode', 'allowTLS']]]],
    ['docker run mongo --replSet rs0\n', [['mongod', ['replSet', 'rs0']]]],
    ['docker run mongo mongod --auth\n', [['mongod', ['auth', undefined]]]],
    ['mongo --ssl db | tee --ssl\n', [['mongo', ['ssl', 'db']]]],
    ['systemctl restart mongod\n', []],
    ['mongod.conf --ssl; my-mongod --ssl; @mongod --ssl\n', []],
    ['docker run -it --entrypoint mongosh mongo:8 mongodb://h --tls\n', [['mongosh', ['tls', undefined]]]],
    ['docker run mongo:8 app --tls\n', []],
    ['numactl --interleave=all mongod --auth\n', [['mongod', ['auth', undefined]]]],
    ['ExecStart=/usr/bin/numactl --localalloc /usr/bin/mongod --auth\n', [['mongod', ['auth', undefined]]]],
    ['systemd-run --scope mongod --auth\n', [['mongod', ['auth', undefined]]]],
    [
      'command: ["mongod", "--auth"]\nargs: ["--port", "1"]\n',
      [['mongod', ['auth', undefined], ['port', '1']]],
    ],
    [
      'command:\n- /usr/bin/mongos\n- --port\n- "1"\nargs:\n- --sslMode=allowSSL\n',
      [['mongos', ['port', '1'], ['sslMode', 'allowSSL']]],
    ],
    ['mongod `cat flags` --tlsMode `mode`\n', [['mongod', ['tlsMode', undefined]]]],
    ['HOST=`hostname`\nmongo --ssl --host $HOST\n', [['mongo', ['ssl', undefined], ['host', undefined]]]],
    ['mongo `\n  --ssl\n', [['mongo', ['ssl', undefined]]]],
    ['command: [\n  "mongod",\n  "--auth",\n]\n', [['mongod', ['auth', undefined]]]],
    ['command: [ # why\n  mongos,\n  --port, "1"\n]\n', [['mongos', ['port', '1']]]],
    [
      'command: ["numactl",\n  "--interleave=all",\n\n  "mongod", "--auth"]\n',
      [['mongod', ['auth', undefined]]],
    ],
    ['CMD [ \\\n  "mongod", \\\n  "--port", "1" \\\n]\n', [['mongod', ['port', '1']]]],
    ['x: [\n  "numactl", "--all"\n]\ny: z,\n  "mongod", "--auth"\n', []],
    [
      'mongos --configdb rs/<your_host>:1,<b>:2 --port <port> --bind_ip x\n',
      [['mongos', ['configdb', undefined], ['port', undefined], ['bind_ip', 'x']]],
    ],
    ['mongo --tls <a.js >b.txt --ssl\n', [['mongo', ['tls', undefined]]]],
    [
      'mongod -replSet a -f x --port 1 -vv -p 2\n',
      [['mongod', ['replSet', 'a'], ['config', 'x'], ['port', '1']]],
    ],
    ['mongod -sslMode=allowSSL --fork\n', [['mongod', ['sslMode', 'allowSSL'], ['fork', undefined]]]],
    ['mongosh --tls -tlsCAFile a\n', [['mongosh', ['tls', undefined]]]],
    ['FROM x\nENTRYPOINT ["/usr/bin/mongod"]\nCMD ["--port", "1"] # mongo\n', [['mongod', ['port', '1']]]],
    ['FROM --platform=x mongo:4.4 AS db\nCMD ["--auth"]\n', [['mongod', ['auth', undefined]]]],
    [
      'from mongo\nentrypoint ["docker-entrypoint.sh"]\ncmd [ "--auth" ]\n',
      [['mongod', ['auth', undefined]]],
    ],
    [
      'mongod --tlsMode "unclosed\nmongod --auth\n',
      [
        ['mongod', ['tlsMode', undefined]],
        ['mongod', ['auth', undefined]],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected);
  });

  it.each([
    'mongodump --host mongo --ssl --sslCAFile /ca.pem\n',
    'mongodump --host mongos --ssl; mongoexport --uri mongodb://mongo:27017 --ssl\n',
    '["mongodump", "--host", "mongo", "--ssl"]\n',
    'command:\n- mongorestore\n- --host\n- mongo\n- --ssl\n',
    'docker run mongo mongodump --ssl\ndocker exec -it mongo bash -c "mongotop --ssl"\n',
    'docker run --entrypoint mongodump mongo --ssl\ndocker run --network mongo app --tls\n',
    'image: mongo:5\nentrypoint: mongodump\ncommand: --host mongo --ssl\n',
    'image: redis\ncommand: ["--tls-port", "6379"]\n',
    'image: percona/mongodb_exporter\nargs: ["--mongodb.uri=mongodb://mongo:27017", "--tls"]\n',
    'helm install mongo stable/mongodb --tls\nmyapp --db mongo --ssl\n',
    'grep -q "mongod --sslMode" x; pkill -f mongod --ssl\nsudo pgrep mongod --ssl\n',
    'echo "run mongod --sslMode requireSSL"\nExecStartPost=/bin/echo mongod --ssl\n',
    '- name: start mongod --sslMode requireSSL\n',
    'command: ["mongodump", "--ssl"]\nargs: ["--sslCAFile", "/ca"]\n',
    'command: ["sh", "-c", "mongod"]\nargs: ["--sslCAFile", "/ca"]\n',
    'wait-for-it mongo:27017 -- mongodump --ssl\n',
    'scons mongod --64 --ssl -j8\nRUN python3 buildscripts/scons.py mongod --ssl\nninja mongos --ssl\n',
    'FROM mongo\nENTRYPOINT ["/app.sh"]\nCMD ["--tls"]\n',
    'FROM mongo AS a\nFROM node\nCMD ["--tls"]\n',
    'FROM mongo\nCMD ["app", "--tls"]\nCMD --tls\n',
    'FROM mongo\nENTRYPOINT ["mongodump", "--ssl"]\nCMD ["--tls"]\n',
    'REM mongod --ssl\n:: mongod --ssl\n',
    'case $1 in\n  a|b) echo "mongod --ssl" ;;\n  *) die "mongod --ssl" ;;\nesac\n',
    'log "starting mongod --sslMode requireSSL"\nlog_info "starting mongod --ssl"\n',
    'die \'run mongod --ssl first\'\nerror_exit "mongod --ssl failed"\n',
    'retry "the service mongod --ssl is not up"\nread -p "start mongod --ssl? " answer\n',
    '  note: "mongod --sslMode requireSSL was replaced"\n  usage: "mongod --ssl"\n',
    'environment:\n  HINT: "Use mongod --sslMode requireSSL"\n',
    'echo "Usage:\n  mongo --ssl --host x\n  mongod --sslMode requireSSL\n"\n',
    "printf '%s\\n' '\n  mongod --ssl\n'\nif true; then echo -e \"a\nmongod --ssl\"; fi\n",
    'HELP="\nExamples:\n  mongod --ssl\n"\nlocal usage_text=\'\nmongod --ssl\n\'\n',
  ])('leaves alone %j', (text) => {
    expect(serversAndShells(text)).toEqual([]);
  });

  it.each([
    [
      'mongodump --host mongo --ssl --sslCAFile /ca.pem && echo mongodump --ssl\n',
      [['mongodump', ['host', 'mongo'], ['ssl', undefined], ['sslCAFile', '/ca.pem']]],
    ],
    [
      'command:\n- mongorestore\n- --host\n- mongo\n- --ssl\n',
      [['mongorestore', ['host', 'mongo'], ['ssl', undefined]]],
    ],
    [
      '0 2 * * * root /usr/bin/mongoexport --uri=mongodb://h --ssl > /dev/null\n',
      [['mongoexport', ['uri', 'mongodb://h'], ['ssl', undefined]]],
    ],
    ['docker exec -it mongo bash -c "mongotop --ssl"\n', [['mongotop', ['ssl', undefined]]]],
    ['    test: ["CMD", "mongostat", "--ssl", "-n", "1"]\n', [['mongostat', ['ssl', undefined]]]],
    [
      'mongofiles list --ssl; mongorestore --ssl dump/\n',
      [
        ['mongofiles', ['ssl', undefined]],
        ['mongorestore', ['ssl', 'dump/']],
      ],
    ],
    ['# the tool mongodump takes --ssl\nRun mongodump with --ssl\n', []],
    ['systemctl restart mongodump --ssl; mongodump.sh --ssl; my-mongodump --ssl\n', []],
  ])('finds those of the database tools in %j', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected);
  });

  it.each([
    ['bash -c "sleep 9 && mongod --auth"\nx "y"\n', [['mongod', ['auth', undefined]]]],
    ['entrypoint: ["sh", "-c", "sleep 9 && exec mongod --auth"]\n', [['mongod', ['auth', undefined]]]],
    ['ssh db1 "sudo -u mongodb mongod --tlsMode allowTLS"\nx "y"\n', [['mongod', ['tlsMode', 'allowTLS']]]],
    ["sh -c 'wait-for-it a:1 -- mongod --auth'\n", [['mongod', ['auth', undefined]]]],
    ['bash -c "\n  cd /x\n  mongod --tlsMode allowTLS"\nsay "y"\n', [['mongod', ['tlsMode', 'allowTLS']]]],
    ['echo "a" "b"\nmongod --auth\n', [['mongod', ['auth', undefined]]]],
    ["echo don't; mongod --auth # isn't\n", [['mongod', ['auth', undefined]]]],
    ['echo "\nmongod --auth\n" > start.sh\n', [['mongod', ['auth', undefined]]]],
    ['RUN="\nmongod --auth\n"\n', [['mongod', ['auth', undefined]]]],
  ])('is found inside a quoted script: %j', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected);
  });

  const doc = (start: string, end = 'EOF') =>
    `${start}\n  mongod --sslMode requireSSL\n${end}\nmongod --auth\n`;
  const after = [['mongod', ['auth', undefined]]];
  const inside = ['mongod', ['sslMode', 'requireSSL']];

  it.each([
    doc('cat <<EOF'),
    doc("cat << 'EOF'"),
    doc('cat <<"END OF"', 'END OF').replaceAll('END OF', 'END_OF'),
    doc("cat <<-'EOF'", '\tEOF'),
    doc('cat <<\\EOF'),
    doc('cat <<EOF >&2'),
    doc('cat 1>&2 <<EOF'),
    doc('>&2 cat <<EOF'),
    doc('cat <<EOF > /dev/stderr'),
    doc('cat <<EOF | less # > file'),
    doc('usage() { cat <<EOF'),
    doc('if true; then cat <<EOF'),
    doc('  -h|--help) cat <<EOF'),
    doc('USAGE=$(cat <<EOF', 'EOF\n)'),
    doc("read -r -d '' USAGE <<EOF"),
    doc("IFS= read -r -d '' USAGE <<EOF || true"),
    doc(": <<'EOF'"),
    doc('/bin/cat <<EOF\nEOF\ncat <<EOF'),
    doc('cat <<A - <<EOF\nmongod --ssl\nA'),
    doc('print_usage <<EOF').replaceAll('\n', '\r\n'),
  ])('a here-document that is shown holds none: %j', (text) => {
    expect(flagsOf(text)).toEqual(after);
  });

  it.each([
    doc('cat > /etc/systemd/system/mongod.service <<EOF'),
    doc('cat <<EOF >> /etc/rc.local'),
    doc('cat <<EOF >|start.sh'),
    doc('sudo tee /etc/x <<EOF > /dev/null'),
    doc('cat <<EOF | sudo tee /etc/x'),
    doc('cat <<EOF | ssh db1 sudo bash'),
    doc('bash <<EOF'),
    doc('sudo -u mongodb bash -s <<EOF'),
    doc('ssh db1 <<EOF'),
    doc('RUN <<EOF'),
    doc('COPY <<EOF /start.sh'),
    doc('kubectl apply -f - <<EOF'),
    doc('cat <<EOF\nno end, so none').replace('EOF\nmongod', 'mongod'),
    doc('echo $((1<<EOF))').replace('EOF\nmongod', 'mongod'),
    doc('cat <<<EOF'),
    doc('bash <<OUTER\ncat <<EOF\nmongod --ssl\nEOF', 'OUTER'),
  ])('one that is run or written to a file does: %j', (text) => {
    expect(flagsOf(text)).toEqual([inside, ...after]);
  });

  it('very many here-documents are read', () => {
    const shown = 'cat <<EOF\nmongod --ssl\nEOF\n'.repeat(50_000);
    const open = Array.from({ length: 50_000 }, (_, at) => `cat <<E${at}\n`).join('');
    const line = `--- ${'cat <<EOF '.repeat(50_000)}\nEOF\n`;
    expect(flagsOf(`${shown}${open}${line}mongod --auth\n`)).toEqual(after);
  });

  it.each([
    ['image: mongo:4.0.28\ncommand: --auth\n', [4, 0, 28]],
    ['args: [mongod, --auth]\nimage: "registry:5000/mongo:4"\n', [4, 4, 999]],
    ['FROM mongo:3.6 AS a\nFROM mongo:7\nCMD mongod --auth\n', [7, 0, 999]],
    ['docker run -d \\\n  mongo:4.2-bionic \\\n  --auth\n', [4, 2, 999]],
    ['# mongodb-tls: version=5.0.3\nimage: mongo:4.0\ncommand: --auth\n', [5, 0, 3]],
    ['image: mongo:${TAG}\ncommand: --auth\n', undefined],
    ['image: percona-server-mongodb\ncommand: --auth\n', undefined],
    ['image: mongo@sha256:0123\ncommand: --auth\n', undefined],
    // without a tag it is the newest server
    ['image: mongo\ncommand: --auth\n', newestVersion],
    ['image: "docker.io/library/mongo:latest" # the newest\nargs: [--auth]\n', newestVersion],
    ['image: mongodb/mongodb-community-server\nargs: [mongod, --auth]\n', newestVersion],
    ['FROM mongo AS db\nCMD ["--auth"]\n', newestVersion],
    ['FROM --platform=linux/amd64 mongo\nCMD mongod --auth\n', newestVersion],
    ['docker run -d --name db mongo --auth\n', newestVersion],
    ['docker run -d mongo:latest mongod --auth\n', newestVersion],
    ['docker run -d --name mongo other mongod --auth\n', undefined],
    ['mongod --auth\n', undefined],
  ])('takes the version from the image: %j', (text, version) => {
    expect(parseCommandLines(text).commands.map((command) => command.version)).toEqual([version]);
  });

  it.each([
    [
      'PowerShell',
      '& "C:\\Program Files\\MongoDB\\bin\\mongod.exe" --auth `\n  --port 1\n',
      ['auth', 'port'],
    ],
    ['a batch file', '"C:\\Program Files\\mongod.exe" --auth ^\n  --port 1\n', ['auth', 'port']],
    ['a unit', 'ExecStart=-/usr/bin/mongod \\\n# no\n --auth \\\n --port 1\nUser=x\n', ['auth', 'port']],
    ['folded text', 'command: >-\n  mongod --port\n  1\n  --auth\nports: 2\n', ['port', 'auth']],
    ['a list', 'args:\n- mongod\n- --auth # yes\n# no\n- --port=1\nports:\n- --x\n', ['auth', 'port']],
    ['an array', 'CMD ["mongod", \\\n  "--auth", "--port=1"]\n', ['auth', 'port']],
    ['a quoted name', '"/usr/bin/mongod" --auth --port "1"\n', ['auth', 'port']],
  ])('reads all of %s', (_, text, names) => {
    const [command, ...others] = parseCommandLines(text).commands;
    expect(command?.flags.map(({ name }) => name)).toEqual(names);
    expect(command?.complete).toBe(true);
    expect(others).toEqual([]);
  });

  it.each([
    `mongod --x ${'ab/c+d'.repeat(100_000)}`,
    'mongod '.repeat(50_000) + '--x',
    'command: --mongo\n'.repeat(10_000),
    '- mongod\n- --x\n'.repeat(10_000),
    'mongod --x "'.repeat(10_000),
  ])('looks at so much of a text that only repeats itself (%#)', (text) => {
    expect(parseCommandLines(text).commands.length).toBeLessThanOrEqual(1000);
  });

  it('never throws, and all spans lie inside the text', () => {
    const piece = fc.constantFrom(
      'mongod',
      'mongos',
      ' --sslMode',
      '=',
      '"',
      "'",
      '[',
      ']',
      ',',
      '\\\n',
      '\n',
      '- ',
      '#',
      ' x',
      '$',
      ';',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const { span, flags } of parseCommandLines(text).commands) {
            for (const flag of flags) {
              expect(flag.span[0]).toBeGreaterThanOrEqual(span[0]);
              expect(flag.valueSpan?.[1] ?? flag.span[1]).toBeLessThanOrEqual(text.length);
              expect(text.slice(...flag.span)).toBe(`--${flag.name}`);
            }
          }
        },
      ),
    );
  });
});
