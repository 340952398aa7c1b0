import type { Span } from '../text/span.ts';
import { isUnknown } from './placeholders.ts';
import type { UriProblem } from './uri-problem.ts';

/** A host of a connection string as it is written. */
export interface UriHost {
  /** Without brackets. */
  readonly name: string;
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
    if (!match) return { name: written, span, isMalformed: true };
    const [, name = '', port] = match;
    return {
      name: name.replace(/^\[|\]$/g, ''),
      span,
      isMalformed: false,
      ...(port === undefined ? {} : { port, portSpan: [span[1] - port.length, span[1]] as const }),
    };
  });
}

/** Words in place of a number, as manuals write them. */
const portWord = /^(?:port\w*|[A-Z_]{2,})$/;

/** What drivers refuse in a list of hosts. Source: connection-string-spec.md, "Host information". */
export function hostProblems(hosts: readonly UriHost[], srv: boolean, all: Span): UriProblem[] {
  const problems = hosts.flatMap((host): UriProblem[] => {
    const { name, port, span, portSpan, isMalformed } = host;
    if (isUnknown(name)) return [];
    if (isMalformed)
      return [
        {
          code: 'host',
          span,
          message: 'A host of the connection string is malformed: write name:port or [IPv6 address]:port.',
        },
      ];
    if (name === '')
      return [
        {
          code: 'host',
          span: span[0] === span[1] ? all : span,
          message:
            'A host is missing in the connection string. Slashes in the path of a socket must be written as %2F.',
        },
      ];
    if (port === undefined || portSpan === undefined || isUnknown(port) || srv) return [];
    const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
    return isPort || portWord.test(port)
      ? []
      : [
          {
            code: 'port',
            span: portSpan[0] === portSpan[1] ? span : portSpan,
            message: 'A port of the connection string must be a number from 1 to 65535.',
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
        message: 'mongodb+srv:// takes a single host name, under which the name service lists the members.',
      },
    ];
  if (first?.portSpan)
    return [
      {
        code: 'srv',
        span: first.portSpan,
        message: 'mongodb+srv:// takes no port: the name service tells those of the members.',
      },
    ];
  return [];
}
