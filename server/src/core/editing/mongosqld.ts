import {
  explainTlsLeg,
  gatewayNamesBelow,
  gatewaySettingAt,
  tlsLegOf,
  type GatewaySetting,
} from '../catalogue/mongosqld.ts';
import type { Config } from '../config/config.ts';
import { type Hover, code, paragraphs } from './markdown.ts';
import { isSecret } from '../config/secret.ts';
import { spotAt } from './cursor-target.ts';
import { insertValue, type Suggestion } from './suggestion.ts';
import type { Place } from './cursor-context.ts';

const manual = 'https://www.mongodb.com/docs/bi-connector/current/reference/mongosqld/';

/** Explains a setting or section of mongosqld, the SQL gateway of the BI Connector. Shows no secret. */
export function hoverGatewayAt(config: Config, offset: number): Hover | undefined {
  const spot = spotAt(config, offset);
  if (!spot) return undefined;
  const path = spot.part === 'section' ? spot.path : spot.setting.path;
  const setting = gatewaySettingAt(path);
  if (!setting) {
    const names = gatewayNamesBelow(path);
    if (!names) return undefined;
    const list = `Settings and sections: ${[...names].sort().map(code).join(', ')}.`;
    return {
      span: spot.span,
      markdown: paragraphs([`**${path}**: section of mongosqld`, legOf(path), list]),
    };
  }
  const text = spot.part === 'section' ? undefined : spot.setting.text;
  const here = isSecret(path)
    ? 'The value is a secret and is not shown.'
    : text === undefined || text === ''
      ? ''
      : `Here: ${code(text)}`;
  return { span: spot.span, markdown: paragraphs([explain(setting), here]) };
}

/** The names and words of mongosqld that may stand at a place. */
export function suggestForGateway(place: Place, config: Config, paths: readonly string[]): Suggestion[] {
  if (place.kind === 'value') {
    const setting = gatewaySettingAt(place.path);
    const words = setting?.type === 'bool' ? ['true', 'false'] : (setting?.values ?? []);
    return (setting?.isPath ? paths : words).map((word) => ({
      kind: setting?.isPath ? 'file' : 'value',
      label: word,
      detail: String(setting?.default) === word ? 'default' : '',
      documentation: '',
      span: place.span,
      insert: insertValue(word, place),
    }));
  }
  const present = new Set(config.settings.map(({ path }) => path));
  return [...(gatewayNamesBelow(place.section) ?? [])].flatMap((name): Suggestion[] => {
    const path = place.section === '' ? name : `${place.section}.${name}`;
    const setting = gatewaySettingAt(path);
    if (place.siblings.has(name) || (setting && present.has(path))) return [];
    const key = `${place.quote}${name}${place.quote}`;
    const end = setting ? ': $0' : place.style === 'flow' ? ': {$0}' : ':\n  $0';
    return [
      {
        kind: setting ? 'setting' : 'section',
        label: name,
        detail: setting ? '' : 'section',
        documentation: setting ? explain(setting) : legOf(path),
        span: place.span,
        insert: place.hasSeparator ? key : key + end,
      },
    ];
  });
}

function explain({ path, type, description, values, since, default: value }: GatewaySetting): string {
  const shown = value === undefined || isSecret(path) ? '' : `, default ${code(String(value))}`;
  return paragraphs([
    `**${path}**: setting of mongosqld, ${type}${shown}`,
    description,
    values ? `Values: ${values.map(code).join(', ')}.` : '',
    since === undefined ? '' : `Since mongosqld ${since}.`,
    legOf(path),
    `[Manual of the BI Connector](${manual})`,
  ]);
}

function legOf(path: string): string {
  const leg = tlsLegOf(path);
  return leg === undefined ? '' : explainTlsLeg(leg);
}
