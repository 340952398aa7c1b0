import { expect, it } from 'vitest';
import { Framing } from '../../server/src/host/framing.ts';

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What is wrong with a stream that comes in pieces of this length. */
function faultOf(stream: string | Uint8Array, length = 7): string | undefined {
  const bytes = Buffer.from(stream);
  const framing = new Framing();
  for (let at = 0; at < bytes.length; at += length) {
    const fault = framing.take(bytes.subarray(at, at + length));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

it.each([1, 2, 7, 10_000])('takes messages in pieces of %i bytes', (length) => {
  const more = `content-type: application/vscode-jsonrpc; charset=utf-8\r\n${frame('{"é": "\r\n\r\n"}')}`;
  expect(faultOf(frame('{}') + more + frame('') + frame('{"a": 1}'), length)).toBeUndefined();
});

it.each([
  ['no length', 'Content-Type: x\r\n\r\n{}', 'has no Content-Length'],
  ['a negative length', 'Content-Length: -2\r\n\r\n{}', 'is no number of bytes'],
  ['a word', 'Content-Length: two\r\n\r\n{}', 'is no number of bytes'],
  ['an empty length', 'Content-Length:\r\n\r\n{}', 'is no number of bytes'],
  ['a huge length', 'Content-Length: 99999999999\r\n\r\n{}', 'is too large'],
  ['a second message without one', `${frame('{}')}\r\n\r\n{}`, 'has no Content-Length'],
  ['binary data', new Uint8Array(9000).fill(255), 'does not end'],
  ['plain JSON', '{"jsonrpc": "2.0"}\n'.repeat(1000), 'does not end'],
])('tells %s', (_name, stream, fault) => {
  expect(faultOf(stream)).toContain(fault);
});
