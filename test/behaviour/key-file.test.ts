import { testBehaviour, type Behaviour } from '../support/server-behaviour.ts';

const row = (
  item: string,
  version: string,
  text: string,
  verdict: Behaviour[3],
  more: Behaviour[4] = {},
): Behaviour => [item, version, text, verdict, { kind: 'keyfile', fileMode: 0o600, ...more }];

testBehaviour('what the server makes of a keyfile', [
  ...[0o400, 0o600, 0o700].map((fileMode) => row('K2', '8.0', 'abcdef\n', 'ok', { fileMode })),
  ...[0o640, 0o604, 0o610].map((fileMode) => row('K2', '8.0', 'abcdef\n', 'err', { fileMode })),
  row('K2 Windows', '8.0', 'abcdef\n', 'ok', { fileMode: 0o644, platform: 'windows' }),
  row('K3 list', '4.2', '- abcdef\n- ghijkl\n', 'ok', { says: 'two-keys' }),
  row('K3 nested', '4.2', '- [abcdef]\n- [[ghijkl]]\n', 'ok'),
  row('K3 list', '4.0', '- abcdef\n- ghijkl\n', 'err'),
  ...['', '# a\n', 'null\n', '~\n', 'a: b\n', '[]\n', '[abcdef\n'].map((text) =>
    row('K3', '4.2', text, 'err'),
  ),
  row('K4', '8.0', 'abc def\n\tghi\n', 'ok'),
  row('K4', '8.0', 'abc_def\n', 'err'),
  row('K5', '8.0', 'a=b=c=d\n', 'ok'),
  row('K6', '8.0', 'abcde\n', 'err'),
  row('K6', '8.0', 'abcdef\n', 'ok'),
  row('K6', '8.0', `${'a'.repeat(1024)}\n`, 'ok'),
  row('K6', '8.0', `${'a'.repeat(1025)}\n`, 'err'),
  row('K6 each', '8.0', '- abcdef\n- abc\n', 'err'),
  row('K7', '8.0', '- abcdef\n- ghijkl\n- mnopqr\n', 'err'),
  row('K8 first', '4.2', '# a\nabcdef\n', 'ok'),
  row('K8 behind', '4.2', 'abcdef # a\n', 'ok'),
  row('K8', '4.0', '# a\nabcdef\n', 'err'),
  row('K8 middle', '4.2', 'abcdef\n# a\nghijkl\n', 'warn'),
  row('K8 in a list', '4.2', '- abcdef\n# a\n- ghijkl\n', 'ok'),
  row('K9', '8.0', 'abc\r\ndef\r\n\r\n', 'ok'),
  row('K9 BOM', '4.2', '\uFEFFabcdef\n', 'ok'),
  row('K9 NUL', '8.0', 'abc\0def\n', 'err'),
  row('K9 blank of another kind', '8.0', 'abc\u00A0def\n', 'err'),
  row('K10', '4.2', 'abc\ndef\n', 'ok'),
  row('K11', '4.2', 'abc: def\n', 'err'),
  row('K11 hyphen', '4.2', '-abcdef\n', 'err'),
  row('K11 empty item', '4.2', '- abcdef\n-\n', 'err'),
  row('K11 list below a line', '4.2', 'abcdef\n- ghijkl\n', 'err'),
  ...['*', '&a ', '!a ', '|', '>', '%', '@', '`', '[', '{'].map((start) =>
    row('K11', '4.2', `${start}abcdef\n`, start === '&a ' || start === '!a ' ? 'ok' : 'err'),
  ),
  row('K12', '8.0', '-----BEGIN PRIVATE KEY-----\nabcdef\n-----END PRIVATE KEY-----\n', 'err'),
]);
