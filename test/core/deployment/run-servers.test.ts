import { describe, expect, it } from 'vitest';
import { sourceAt } from '../../../server/src/core/deployment/mounts.ts';
import type { ServerStart } from '../../../server/src/core/deployment/server-start.ts';
import { startsOfFile } from '../../../server/src/core/deployment/starts-of-file.ts';
import { parseHostFile } from '../../../server/src/core/embedded/find-documents.ts';

function starts(text: string, fileName = 'run.sh'): readonly ServerStart[] {
  return startsOfFile(parseHostFile(text, fileName)).servers;
}

/** The server that one command starts. */
function server(command: string): ServerStart {
  const [start] = starts(`${command}\n`);
  if (!start) throw new Error('no server');
  return start;
}

function source(start: ServerStart, path: string): string {
  const found = start.mounts && sourceAt(start.mounts, path);
  return found?.kind === 'file' ? found.path : (found?.kind ?? 'none');
}

const config = 'mongo:7.0.14 --config /etc/mongod.conf';

describe('a server that docker run starts', () => {
  it.each([
    [`docker run -v ./mongod.conf:/etc/mongod.conf ${config}`, './mongod.conf'],
    [`docker run -d --rm -v /srv/mongod.conf:/etc/mongod.conf:ro ${config}`, '/srv/mongod.conf'],
    [`docker run -dit -p 1:1 -v$PWD/mongod.conf:/etc/mongod.conf ${config}`, './mongod.conf'],
    [`docker run --volume=$(pwd)/a.conf:/etc/mongod.conf ${config}`, './a.conf'],
    [`docker run -v "$(pwd)/a.conf:/etc/mongod.conf" ${config}`, './a.conf'],
    [`docker run -v "\${PWD}"/a.conf:/etc/mongod.conf ${config}`, './a.conf'],
    [`docker run -v \`pwd\`/a.conf:/etc/mongod.conf ${config}`, './a.conf'],
    [`docker run -v %cd%/a.conf:/etc/mongod.conf ${config}`, './a.conf'],
    [`docker run -v "$(dirname "$0")/a.conf:/etc/mongod.conf" ${config}`, './a.conf'],
    [
      `docker run --mount type=bind,source="$(pwd)"/a.conf,target=/etc/mongod.conf,readonly ${config}`,
      './a.conf',
    ],
    [`docker run --mount type=bind,src=/srv/a.conf,dst=/etc/mongod.conf ${config}`, '/srv/a.conf'],
    [`docker run --mount type=volume,source=a,target=/etc ${config}`, 'hidden'],
    [`docker run -v conf:/etc ${config}`, 'hidden'],
    [`docker run -v $CONF:/etc/mongod.conf ${config}`, 'hidden'],
    [`docker run $OPTIONS ${config}`, 'hidden'],
    [`docker run $OPTIONS "\${MORE[@]}" -v ./a.conf:/etc/mongod.conf ${config}`, './a.conf'],
    [`docker run --volumes-from other ${config}`, 'hidden'],
    [`docker create ${config}`, 'hidden'],
    [`docker run -v ./init:/docker-entrypoint-initdb.d ${config}`, 'hidden'],
    [`docker run ${config}`, 'none'],
    [`docker run -v ./a.conf:/etc/mongod.conf mongo:7 mongod -f /etc/mongod.conf`, './a.conf'],
    [`podman run --replace -v ./a.conf:/etc/mongod.conf:Z docker.io/library/${config}`, './a.conf'],
    [`sudo nerdctl container run -v ./a.conf:/etc/mongod.conf ${config}`, './a.conf'],
  ])('finds its file: %s', (command, expected) => {
    const start = server(command);
    expect(start.configPath).toBe('/etc/mongod.conf');
    expect(source(start, '/etc/mongod.conf')).toBe(expected);
  });

  it('knows the folder of its script', () => {
    const [start] = starts(
      `SCRIPT_DIR="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"\ndocker run -v "\${SCRIPT_DIR}/a.conf:/etc/mongod.conf" \\\n  ${config}\n`,
    );
    expect(start && source(start, '/etc/mongod.conf')).toBe('./a.conf');
    const [above] = starts(
      `ROOT=$(cd "$(dirname "$0")/.." && pwd)\ndocker run -v "$ROOT/a.conf:/etc/mongod.conf" ${config}\n`,
    );
    expect(above && source(above, '/etc/mongod.conf')).toBe('hidden');
  });

  it('has the version, the maker, the name and the addresses of its container', () => {
    const start = server(
      'docker run -d --name db1 --hostname=db1.lan --network-alias db mongo:6.0.5 --replSet rs0',
    );
    expect(start).toMatchObject({ name: 'db1', maker: 'official', version: [6, 0, 5], program: 'mongod' });
    expect(start.hosts).toEqual(['db1', 'db1.lan', 'db']);
    expect(server('docker run mongo:7 mongos --configdb c/a:1').program).toBe('mongos');
    expect(server('docker run --name $NAME mongo:7 --auth').name).toBe('mongod');
  });

  it('gets its first user from the environment', () => {
    const user = '-e MONGO_INITDB_ROOT_USERNAME=root';
    const password = '--env "MONGO_INITDB_ROOT_PASSWORD=$PASSWORD"';
    const authorization = (options: string) =>
      server(`docker run ${options} mongo:7 --replSet rs0`).flags?.textOf('security.authorization');
    expect(authorization(`${user} ${password}`)).toBe('enabled');
    expect(authorization(user)).toBeUndefined();
    expect(authorization(`${user} ${password} --entrypoint mongod`)).toBeUndefined();
  });

  it('is there without flags, too', () => {
    expect(server('docker run -v ./a:/data/db mongo:7').command).toBeUndefined();
    expect(server('docker run mongo:7 mongod').maker).toBe('official');
  });

  it.each([
    'docker run mongo:7 mongosh --host db',
    'docker run mongo:7 bash',
    'docker run redis:7',
    '# docker run mongo:7',
    'docker run',
    'echo "usage: docker run mongo"',
  ])('is not guessed: %s', (command) => {
    expect(starts(`${command}\n`)).toEqual([]);
  });

  it('stands in a workflow, a folded text and a quoted one', () => {
    const command = `docker run -v ./a.conf:/etc/mongod.conf`;
    for (const text of [
      `jobs:\n  run: |\n    ${command} \\\n      ${config}\n`,
      `tasks:\n  - shell: >-\n      ${command}\n      ${config}\n`,
      `tasks:\n  - shell: "${command} ${config}"\n`,
    ]) {
      const [start] = starts(text, 'a.yml');
      expect(start && source(start, '/etc/mongod.conf')).toBe('./a.conf');
    }
  });
});
