import { argumentEnd } from '../text/brackets.ts';
import type { Span } from '../text/span.ts';

/** Who reads the options: a driver in a program, or what sets one up from a file of settings. */
type OptionsReader = 'pymongo' | 'node' | 'spring' | 'ruby';

/** An option that a program or a file of settings gives a driver. */
export interface DriverOption {
  readonly name: string;
  readonly nameSpan: Span;
  /** As written: an expression of the language, or a scalar without its quotes. */
  readonly value: string;
  readonly valueSpan: Span;
  /** From the name, with quotes around it, to the end of the value. */
  readonly span: Span;
}

/** The options that a program gives its driver in a call, or a file of settings, as far as their names stand there. */
export interface ClientOptions {
  readonly kind: 'options';
  /** What the spans are offsets in. */
  readonly text: string;
  readonly reader: OptionsReader;
  readonly options: readonly DriverOption[];
  /** A connection string beside them may have more options. */
  readonly hasUri?: true;
}

const names: Readonly<Record<'pymongo' | 'node', RegExp>> = {
  // ssl_certfile=…, "ssl_certfile": …; behind ? and & in a connection string it is an option of that
  pymongo: /(?<![\w.?&])["']?((?:ssl|tls)\w{0,60})["']?[ \t]*(?:=(?!=)|:)[ \t]*/g,
  node: /(?<![\w.])["']?((?:ssl|tls)\w{0,60}|checkServerIdentity|key)["']?[ \t]*:[ \t]*/g,
};

/** Reads the arguments of a call that makes a client, or the options that are given to one. */
export function parseClientOptions(text: string, reader: 'pymongo' | 'node'): ClientOptions {
  const options = [...text.matchAll(names[reader])].map(({ 0: head, 1: name = '', index }): DriverOption => {
    const nameStart = index + head.indexOf(name);
    const start = index + head.length;
    const valueSpan: Span = [start, argumentEnd(text, start)];
    return {
      name,
      nameSpan: [nameStart, nameStart + name.length],
      value: text.slice(...valueSpan),
      valueSpan,
      span: [index, valueSpan[1]],
    };
  });
  return { kind: 'options', text, reader, options };
}

/** The text of an expression that is nothing but one in quotes; undefined for any other. */
export function literalText(expression: string): string | undefined {
  return /^[rbu]?(["'])([^"'\\\n]*)\1$/i.exec(expression.trim())?.[2];
}

/** What a boolean literal says; undefined for any other expression. */
export function literalBoolean(expression: string): boolean | undefined {
  switch (expression.trim().toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
}
