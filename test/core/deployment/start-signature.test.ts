import { describe, expect, it } from 'vitest';
import { startSignature } from '../../../server/src/core/deployment/start-signature.ts';
import { parseHostFile } from '../../../server/src/core/embedded/find-documents.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';

const compose = `services:
  db:
    image: mongo:7.0.14
    command: --config /etc/mongod.conf --replSet rs0
    volumes: ["./mongod.conf:/etc/mongod.conf:ro"]
`;
const of = (text: string): string => startSignature(parseHostFile(text, 'docker-compose.yml'));

describe('the signature of what a file says of servers', () => {
  it('stays where only comments and other services change', () => {
    expect(of(`# a comment\n${compose}  web:\n    image: nginx\n`)).toBe(of(compose));
    expect(startSignature(parseConfig('net:\n  port: 1\n'))).toBe(
      startSignature(parseConfig('# port\nnet: { port: 1 }\n')),
    );
  });

  it.each([
    ['a flag', '--replSet rs0', '--replSet rs1'],
    ['a switch', '--replSet rs0', '--auth'],
    ['the image', '7.0.14', '8.0'],
    ['the file', './mongod.conf', './other.conf'],
    ['the target', ':/etc/mongod.conf', ':/etc/mongo.conf'],
  ])('changes with %s', (_, from, to) => {
    expect(of(compose.replace(from, to))).not.toBe(of(compose));
  });

  it('changes with the settings of a configuration', () => {
    expect(startSignature(parseConfig('net:\n  port: 1\n'))).not.toBe(
      startSignature(parseConfig('net:\n  port: 2\n')),
    );
  });
});
