import type { Config } from '../config/config.ts';
import type { Span } from '../text/span.ts';

/** Where a configuration decides what a log entry tells of. */
export interface LogPlace {
  readonly file: string;
  readonly span: Span;
}

/** A configuration of the server that wrote the log. */
export interface NamedConfig {
  readonly file: string;
  readonly config: Config;
}

/** The values of the settings of an entry in the configurations given, in the order of the settings. `net.ssl.*` is every name below net.ssl. */
export function placesOf(settings: readonly string[], configs: readonly NamedConfig[]): LogPlace[] {
  return settings.flatMap((path) =>
    configs.flatMap(({ file, config }) =>
      config.settings
        .filter((setting) =>
          path.endsWith('.*') ? setting.path.startsWith(path.slice(0, -1)) : setting.canonical === path,
        )
        .map(({ valueSpan }) => ({ file, span: valueSpan })),
    ),
  );
}
