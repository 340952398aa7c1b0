import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { ClientOptions, DriverOption } from '../../client-options/client-options.ts';
import type { Span } from '../../text/span.ts';
import type { HostText } from '../finder.ts';
import { embedded, type Embedded } from '../host-file.ts';
import { samePlace } from '../place.ts';
import { childOf, pathName, readHostYaml, scalarsIn, textOf } from '../yaml-host.ts';

const property = /^[ \t]*(spring\.(?:data\.)?mongodb\.(?:ssl|tls)[\w.-]{0,60})[ \t]*[=:][ \t]*([^\r\n]*)/gm;
const springPath = /^spring\.(?:data\.)?mongodb\.(?:ssl|tls)(?:\.[\w.-]+)?$/;
const yamlName = /\.ya?ml(?:\.\w{1,10})?$/i;
const mongoidName = /^mongoid\.ya?ml(?:\.\w{1,10})?$/i;

/** TLS options that Spring Boot or Mongoid read from files of settings. */
export function* clientSettings({ text, fileName, depth }: HostText): Iterable<Embedded> {
  if (depth > 0) return;
  const isYaml = yamlName.test(fileName);
  if (mongoidName.test(fileName)) yield* mongoid(text);
  else if (text.includes('spring')) {
    yield* settings(text, 'spring', 'spring.data.mongodb', inProperties(text));
    if (isYaml && text.includes('mongodb'))
      yield* settings(text, 'spring', 'spring.data.mongodb', inYaml(text));
  }
}

function* settings(
  text: string,
  reader: ClientOptions['reader'],
  name: string,
  options: readonly DriverOption[],
  hasUri?: true,
): Iterable<Embedded> {
  const [first] = options;
  const last = options.at(-1);
  if (!first || !last) return;
  const document: ClientOptions = { kind: 'options', text, reader, options, ...(hasUri ? { hasUri } : {}) };
  yield embedded(samePlace(text), { document, name, within: [first.span[0], last.span[1]] });
}

function inProperties(text: string): DriverOption[] {
  return [...text.matchAll(property)].map(({ 0: all, 1: name = '', 2: written = '', index }) => {
    const start = index + all.indexOf(name);
    const value = written.trimEnd();
    const valueStart = index + all.length - written.length;
    const valueSpan: Span = [valueStart, valueStart + value.length];
    return {
      name,
      nameSpan: [start, start + name.length],
      value,
      valueSpan,
      span: [start, valueSpan[1]],
    };
  });
}

function inYaml(text: string): DriverOption[] {
  return readHostYaml(text).flatMap((root) =>
    [...scalarsIn(root)].flatMap(({ node, path, maps }) => {
      const name = pathName(path);
      const pair = springPath.test(name) ? maps[0]?.items.find(({ value }) => value === node) : undefined;
      return pair ? optionOf(text, name, pair) : [];
    }),
  );
}

function optionOf(
  text: string,
  name: string,
  { key, value: scalar }: YAMLMap['items'][number],
): DriverOption[] {
  if (!isScalar(key) || !isScalar(scalar) || !key.range || !scalar.range) return [];
  const nameSpan: Span = [key.range[0], key.range[1]];
  const valueSpan: Span = [scalar.range[0], scalar.range[1]];
  // a template's text stands in the file only
  const value = text.slice(...valueSpan).replace(/^(["'])(.*)\1$/, '$2');
  return [{ name, nameSpan, value, valueSpan, span: [nameSpan[0], valueSpan[1]] }];
}

/** `development.clients.default.options`, for each environment and client. */
function* mongoid(text: string): Iterable<Embedded> {
  for (const root of readHostYaml(text)) {
    for (const environment of itemsOf(root)) {
      const clients = childOf(environment.value, 'clients') ?? childOf(environment.value, 'sessions');
      for (const client of itemsOf(clients)) {
        const options = itemsOf(childOf(client.value, 'options')).flatMap((pair) => {
          const name = textOf(pair.key) ?? '';
          return /^(?:ssl|tls)/i.test(name) ? optionOf(text, name, pair) : [];
        });
        const hasUri = childOf(client.value, 'uri') !== undefined ? true : undefined;
        const name = [textOf(environment.key), 'clients', textOf(client.key), 'options'].join('.');
        yield* settings(text, 'ruby', name, options, hasUri);
      }
    }
  }
}

function itemsOf(node: unknown): YAMLMap['items'] {
  return isMap(node) ? node.items : [];
}
