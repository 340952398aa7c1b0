import type { Span } from '../text/span.ts';
import type { ConnectionString } from './connection-string.ts';
import { uriOptionNamed } from './uri-options.ts';

/** A connection string without its password and without the options that hold secrets; the rest as it is written. */
export function withoutSecrets({ text, user, password, options }: ConnectionString): string {
  const hidden: Span[] = [];
  if (user && password) hidden.push([user.span[1], password.span[1]]);
  for (const { name, span } of options)
    if (isSecretOption(name)) hidden.push([span[0], Math.min(span[1] + 1, text.length)]);
  let open = '';
  let at = 0;
  for (const [start, end] of hidden) {
    open += text.slice(at, start);
    at = end;
  }
  return (open + text.slice(at)).replace(/[?&;]$/, '');
}

function isSecretOption(name: string): boolean {
  return (
    uriOptionNamed(name)?.type === 'secret' || /pass|secret|token|pwd|^authMechanismProperties$/i.test(name)
  );
}
