import type { Span } from '../text/span.ts';
import { isUnknown } from './placeholders.ts';
import type { UriProblem } from './uri-problem.ts';

/** A host of a connection string as it is written. */
export interface UriHost {
  /** Without brackets. */
  readonly name: string;
  /** It stands in brackets, as an IPv6 address must. */
  readonly isBracketed: boolean;
  /** As written; absent where there is none. */
  readonly port?: string;
  readonly span: Span;
  readonly portSpan?: Span;
  /** Another colon, or something after the bracket of an address. */
  readonly isMalformed: boolean;
}

/** The hosts of a masked text, which stands at an offset. */
export function readHosts(masked: string, start: number): UriHost[] {
  let at = start;
  return masked.split(',').map((written): UriHost => {
    const span: Span = [at, at + written.length];
    at = span[1] + 1;
    const match = /^(\[[^\]]*\]|[^:[\]]*)(?::([^:]*))?$/.exec(written);
    if (!match) return { name: written, isBracketed: false, span, isMalformed: true };
    const [, name = '', port] = match;
    return {
      name: name.replace(/^\[|\]$/g, ''),
      isBracketed: name.startsWith('['),
      span,
      isMalformed: false,
      ...(port === undefined ? {} : { port, portSpan: [span[1] - port.length, span[1]] as const }),
    };
  });
}

/** Words in place of a number, as manuals write them. */
const portWord = /^(?:port\w*|[A-Z_]{2,})$/;

/**
 * What drivers refuse in a list of hosts. Source: connection-string-spec.md, "Host information". `isFinal`: nothing in it is a word
 * of a manual.
 */
export function hostProblems(
  hosts: readonly UriHost[],
  { srv, all, isFinal }: { readonly srv: boolean; readonly all: Span; readonly isFinal: boolean },
): UriProblem[] {
  const problems = hosts.flatMap((host): UriProblem[] => {
    const { name, port, span, portSpan, isMalformed } = host;
    if (isUnknown(name)) return [];
    if (isMalformed)
      return [
        {
          code: 'host',
          span,
          message:
            'A host of the connection string is malformed: write name:port. An IPv6 address must stand in brackets, as in [::1]:27017.',
        },
      ];
    if (name === '')
      return [
        {
          code: 'host',
          span: span[0] === span[1] ? all : span,
          message:
            'The connection string has an empty host name. Slashes in the path of a socket must be written as %2F.',
        },
      ];
    if (port === undefined || portSpan === undefined || isUnknown(port) || srv) return [];
    const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
    return isPort || (!isFinal && portWord.test(port))
      ? []
      : [
          {
            code: 'port',
            span: portSpan[0] === portSpan[1] ? span : portSpan,
            message:
              'A port of the connection string must be a number from 1 to 65535. If a password holds a : or a /, write it percent-encoded (%3A, %2F).',
          },
        ];
  });
  if (!srv || problems.length > 0) return problems;
  const [first, ...more] = hosts;
  if (more.length > 0)
    return [
      {
        code: 'srv',
        span: all,
        message: 'mongodb+srv:// names exactly one host, under which the name service lists the members.',
      },
    ];
  if (first?.portSpan)
    return [
      {
        code: 'srv',
        span: first.portSpan,
        message: 'mongodb+srv:// has no port: the name service tells those of the members.',
      },
    ];
  return [];
}
