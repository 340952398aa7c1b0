import type { ClientOptions } from '../../core/client-options/client-options.ts';
import type { Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'options',
  {
    severity: 'warning',
    summary: 'TLS options of a client in mongoid.yml have no effect',
    citation: 'mongo-ruby-driver, lib/mongo/client.rb, the comments on :ssl, :ssl_cert and :ssl_key',
  },
  function* (document) {
    if (document.reader !== 'ruby') return;
    yield* withoutTls(document);
    yield* halfAnIdentity(document);
  },
);

function* withoutTls({ options, hasUri }: ClientOptions): Iterable<Report> {
  const [ssl] = options.filter(({ name }) => name === 'ssl');
  if (hasUri || /^true$|[<$]/.test(ssl?.value ?? '')) return;
  const [first] = options.filter(({ name }) => /^ssl_(?!verify)/.test(name));
  if (!first) return;
  yield {
    span: ssl?.valueSpan ?? first.nameSpan,
    message: ssl
      ? 'TLS is off: the other ssl options of this client have no effect.'
      : `The Ruby driver connects without TLS unless ssl is true: ${first.name} has no effect.`,
  };
}

function* halfAnIdentity({ options }: ClientOptions): Iterable<Report> {
  const has = (kind: string): boolean => options.some(({ name }) => name.startsWith(`ssl_${kind}`));
  for (const { name, nameSpan: span } of options) {
    const needed =
      name === 'ssl_cert' && !has('key')
        ? 'ssl_key'
        : name === 'ssl_key' && !has('cert')
          ? 'ssl_cert'
          : undefined;
    if (needed !== undefined)
      yield {
        span,
        message: `${needed} is missing: the Ruby driver needs both ssl_cert and ssl_key, even where they name the same file.`,
      };
  }
}
