import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../server/src/probe/commands.ts';
import { parseConnection } from '../../server/src/probe/connection-string.ts';

describe('the command to look closer at a name that is not found', () => {
  it.each([
    [
      'mongodb+srv://cluster0.example.net/',
      'cluster0.example.net',
      'nslookup -type=SRV _mongodb._tcp.cluster0.example.net',
    ],
    ['mongodb+srv://cluster0.example.net/', 'shard-0.example.net', 'nslookup shard-0.example.net'],
    ['mongodb://db1.example.net/', 'db1.example.net', 'nslookup db1.example.net'],
  ])('asks for what was asked for: %s, %s', (uri, host, command) => {
    const { result } = parseConnection(uri, {});
    if (!('connection' in result)) throw new Error('not a connection string');
    expect(commandsFor('host-not-found', result.connection, { host, port: 27017 })).toEqual([command]);
  });
});
