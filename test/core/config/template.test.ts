import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { hole, maskTemplate } from '../../../server/src/core/config/template.ts';

/** The settings as text, with ? for what is unknown. */
function read(text: string): Record<string, string> {
  return Object.fromEntries(parseConfig(text).settings.map((setting) => [setting.path, setting.text ?? '?']));
}

describe('a plain file', () => {
  it.each([
    'net:\n  port: 27017\n',
    '# {{ ansible_managed }}\nnet:\n  port: 27017 # ${PORT}, #port#, %PORT%, $PORT, <port>\n',
    'operationProfiling:\n  filter: "{$expr: {$lt: [{$rand: {}}, 0.01]}}"\n',
    'security:\n  sasl:\n    serviceName: $external\n',
    'storage:\n  dbPath:\n    __exec: "printf ${HOME}/db/$NAME"\n',
    'storage: # a comment #\n  dbPath: /data/db #1#\n',
    'net: {tls: {mode: requireTLS}}\n',
  ])('%j is no template', (text) => {
    expect(maskTemplate(text)).toBeUndefined();
    expect(parseConfig(text)).toMatchObject({ template: false, partial: false });
  });
});

describe('values that are filled in', () => {
  it.each([
    ['Jinja', 'port: {{ mongodb_port | default("27017") }}'],
    ['Jinja in quotes', 'port: "{{ ports["a"] }}"'],
    ['a condition within a line', "port: {% if x == 'a' %}1{% else %}2{% endif %}"],
    ['Go', 'port: {{- .Values.port | quote }}'],
    ['ERB', "port: <%= @port || '27017' %>"],
    ['several lines', 'port: {{ ports |\n  first }}'],
    ['shell', 'port: ${PORT:-27017}'],
    ['a bare shell name', 'port: $port'],
    ['a path', 'port: /data/$NAME/db'],
    ['Windows', 'port: %MONGO_PORT%\\db'],
    ['hashes', 'port: #port#'],
    ['hashes in the middle', 'port: a#port#b'],
    ['at signs', 'port: @PORT@'],
    ['two at signs', 'port: @@PORT@@'],
    ['a manual', 'port: <int>'],
    ['a manual with a list', 'port: <hostname(s)|ip address(es)>,<more>'],
    ['a quoted placeholder', 'port: "<int>" # fill in'],
  ])('%s', (_, line) => {
    const text = `net:\n  ipv6: true\n  ${line}\nstorage:\n  dbPath: /data\n`;
    const masked = maskTemplate(text);
    expect(masked?.text).toHaveLength(text.length);
    expect(read(text)).toEqual({ 'net.ipv6': 'true', 'net.port': '?', 'storage.dbPath': '/data' });
    expect(parseConfig(text)).toMatchObject({ template: true, partial: false, problems: [] });
  });

  it('keeps the place of a value', () => {
    const text = 'net:\n  port: {{ port }} # here\n';
    const [setting] = parseConfig(text).settings;
    expect(text.slice(...(setting?.valueSpan ?? [0, 0]))).toBe('{{ port }}');
  });

  it('in INI', () => {
    const config = parseConfig('port = {{ port }}\nfork = true\n<%= name %> = 1\n');
    expect(config.format).toBe('ini');
    expect(config.textOf('net.port')).toBeUndefined();
    expect(config.flag('processManagement.fork')).toBe(true);
    expect(config.settings.some(({ path }) => path.includes(hole))).toBe(false);
  });
});

describe('lines that a template decides', () => {
  it('reads both branches of a condition, and holds neither value for certain', () => {
    const text = [
      'net:',
      '{% if tls -%}',
      '  tls:',
      '    mode: requireTLS',
      '{%- else %}',
      '  tls:',
      '    mode: disabled',
      '{% endif %}',
      '  port: 27017',
    ].join('\n');
    const config = parseConfig(text);
    expect(config).toMatchObject({ template: true, partial: false, problems: [] });
    expect(config.settings.map(({ text }) => text)).toEqual(['requireTLS', 'disabled', '27017']);
    expect(config.get('net.tls.mode')).toBeDefined();
    expect(config.textOf('net.tls.mode')).toBeUndefined();
  });

  it('does not take a section for empty whose lines are put in', () => {
    const config = parseConfig('net:\n{{ toYaml .Values.net | indent 2 }}\nstorage:\n  dbPath: /data\n');
    expect(config).toMatchObject({ template: true, partial: true });
    expect(config.settings[0]).toMatchObject({ path: 'net', text: undefined });
  });

  it('leaves out keys that are filled in', () => {
    const config = parseConfig(
      'setParameter:\n<% @parameters.each do |name, value| %>\n  <%= name %>: <%= value %>\n<% end %>\n  ocspEnabled: true\n',
    );
    expect(config.settings.map(({ path }) => path)).toEqual(['setParameter.ocspEnabled']);
    expect(config.partial).toBe(true);
  });

  it.each([
    ['  {% if ca %}\n  CAFile: a\n', true],
    ['  {% if ca %}\n    CAFile: a\n', false],
    ['{% if ca %}\n    CAFile: a\n', false],
    ['  {% if ca %}\n  ipv6: true\n  {% endif %}\n', true],
  ])('does not take %j for certain: %s', (lines, partial) => {
    const text = `net:\n  tls:\n    mode: requireTLS\n${lines}`;
    expect(parseConfig(text)).toMatchObject({ template: true, partial });
  });

  it('is silent about what is no YAML', () => {
    const config = parseConfig('net:\n  port: 1\n   {% if x %}\n   ipv6: {{ a }}\n\tb: c\n   {% endif %}\n');
    expect(config).toMatchObject({ template: true, partial: true, problems: [], settings: [] });
  });

  it.each([
    ['{% if a %}\n', '{%- endif %}\n'],
    ['<% @list.each do |x| %>\n', '<% end %>\n'],
    ['<% if x -%>\n', '<% end -%>\n'],
    ['{{- range .a }}\n', '{{- end }}\n'],
  ])('knows what is under %j', (open, close) => {
    const text = `net:\n  port: 1\n${open}  ipv6: true\n${close}storage:\n  dbPath: /data\n`;
    const config = parseConfig(text);
    expect(config.settings.map(({ keySpan }) => config.isConditional(keySpan[0]))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('takes what a named template of Helm holds for certain', () => {
    const text =
      '{{- define "conf" }}\nnet:\n  port: 1\n{{- if .a }}\n  ipv6: true\n{{- end }}\n  bogus: 1\n{{- end }}\n';
    const config = parseConfig(text);
    expect(config.settings.map(({ keySpan }) => config.isConditional(keySpan[0]))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('a comment of Jinja over several lines is no text', () => {
    expect(read('{# a: 1\nb: 2 #}\nnet:\n  port: 1\n')).toEqual({ 'net.port': '1' });
  });
});

it('reads long and broken input in one pass', () => {
  const unclosed = '{{ '.repeat(200_000);
  expect(maskTemplate(`net: ${unclosed}`)).toBeUndefined();
  const oneLine = `net: ${'{{ a }}'.repeat(100_000)}`;
  expect(maskTemplate(oneLine)?.text).toHaveLength(oneLine.length);
});
