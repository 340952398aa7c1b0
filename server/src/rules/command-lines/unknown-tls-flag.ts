import { targetFor } from '../../core/config/platform.ts';
import { optionByFlag, unavailable } from '../../core/catalogue/catalogue.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { configOfCommand } from '../../core/command-lines/command-config.ts';
import {
  isDatabaseTool,
  isServer,
  type CommandLine,
  type CommandProgram,
  type Flag,
} from '../../core/command-lines/command-line.ts';
import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { knownElsewhere, unavailableSentence } from '../../core/names/unavailable-name.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { meantFlag, tlsFlag } from '../../core/command-lines/tls-flags.ts';
import type { Edit } from '../../core/text/span.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A command line has a TLS flag that the program does not know, or not in this version',
    citation:
      'src/mongo/util/net/ssl_options_server.idl; mongosh packages/arg-parser/src/cli-options.ts; mongo-tools common/options/options.go',
  },
  function* (document, facts) {
    for (const command of document.commands) {
      const { program, flags } = command;
      const config = configOfCommand(document, command);
      for (const flag of flags) {
        const { name, span } = flag;
        if (program === 'mongodb_exporter') {
          if (name.startsWith('mongodb.tls')) yield ofExporter(flag);
          continue;
        }
        // --tls-ca-cert is a flag of some other program
        if (!/^(tls|ssl)\w*$/i.test(name)) continue;
        if (tlsFlag(program, name)) {
          const why = reason(command, config, name, facts);
          if (why !== undefined) yield { span, message: why };
          continue;
        }
        yield { isUnknownWord: true, ...unknownFlag(program, flag) };
      }
    }
  },
);

function unknownFlag(program: CommandProgram, flag: Flag): Report {
  const { name, span, valueSpan } = flag;
  const meant = meantFlag(program, flag);
  const text = meant && `--${meant.name}${meant.value === undefined ? '' : ` ${meant.value}`}`;
  const edits: Edit[] = [];
  if (meant) {
    const isNew = meant.value !== undefined && !valueSpan;
    edits.push({ span, text: isNew ? String(text) : `--${meant.name}` });
    if (meant.value !== undefined && valueSpan) edits.push({ span: valueSpan, text: meant.value });
  }
  const kept =
    isDatabaseTool(program) && name.startsWith('tls') ? ': the database tools kept the ssl names' : '';
  return {
    span,
    message: `${program} has no flag --${name}${kept}${text === undefined ? '' : `; did you mean ${text}?`}`,
    ...(text === undefined ? {} : { fix: { title: `Write ${text}`, safe: false, edits } }),
  };
}

/** Its release is not known: the older ones had such flags. */
function ofExporter({ name, span }: Flag): Report {
  return {
    span,
    severity: 'warning',
    message: `mongodb_exporter has no --${name} from 0.10 on: options of TLS stand in the connection string of --mongodb.uri (tls=true, tlsCAFile, tlsCertificateKeyFile).`,
  };
}

/** Why this release of the program does not know the flag, as a sentence; undefined where it does. */
function reason(
  command: CommandLine,
  config: Config | undefined,
  flag: string,
  facts: Facts,
): string | undefined {
  const { program, version } = command;
  if (program === 'mongo') {
    // the shell may be newer than the server, so only what runs both tells
    const isTooOld = version && flag.startsWith('tls') && !hasReached(version, firstWithTls);
    const known = { reason: 'not-yet', since: firstWithTls } as const;
    return isTooOld
      ? unavailableSentence(`--${flag}`, known, { program, serverVersion: version, platform: facts.platform })
      : undefined;
  }
  const named = optionByFlag(flag);
  if (!isServer(program) || !named || !config) return undefined;
  const target = targetFor(config, facts);
  const why = unavailable(named, target);
  if (why === undefined || why === 'other-program' || why === 'removed') return undefined;
  return unavailableSentence(`--${flag}`, knownElsewhere(why, [named]), target);
}

const firstWithTls = '4.2';
