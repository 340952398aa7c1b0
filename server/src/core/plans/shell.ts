import { shellWord } from '../text/shell-word.ts';
import type { ServerCommand } from './plan.ts';
import type { Server } from './server.ts';

/** A command as one line for a POSIX shell, over a connection of the kind that the server accepts at that time. */
export function shellLine(server: Server, command: ServerCommand): string {
  const { member, config, running } = server;
  const host = member.hosts[0] ?? `localhost:${config.textOf('net.port') ?? '27017'}`;
  const ca = config.textOf('net.tls.CAFile');
  const isTls = running.tlsMode !== 'disabled';
  const tls = isTls ? ` --tls${ca === undefined || ca === '' ? '' : ` --tlsCAFile ${shellWord(ca)}`}` : '';
  const script = `db.adminCommand(${literal(command)})`;
  return `mongosh ${shellWord(`mongodb://${host}/?directConnection=true`)}${tls} --eval ${shellWord(script)}`;
}

/** A command as JavaScript: names without quotes, as the manual writes them. */
function literal(command: ServerCommand): string {
  const fields = Object.entries(command).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{${fields.join(', ')}}`;
}
