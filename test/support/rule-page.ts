import type { Facts } from '../../server/src/core/facts/facts.ts';
import { deploymentOf } from './deployment.ts';
import { fillPieces } from './pki.ts';
import type { Program } from '../../server/src/core/server/server-kind.ts';

export interface Example {
  text: string;
  program?: Program;
  fileName?: string;
  facts: Partial<Pick<Facts, 'platform' | 'edition' | 'fileMode' | 'deployment'>> & { version?: string };
}

/**
 * The fenced blocks of a section of a rule's page. Words after the language say for what the example is meant:
 * `version=4.0`, `platform=windows`, `edition=community`, `program=mongos`, `file=mongosqld.conf`, `mode=0644`, `beside=mongod.conf` (a server whose
 * members log in by x.509 is in the workspace), `escaped`
 * (a backslash and a zero stand for a NUL byte).
 */
export function examples(page: string, section: string): Example[] {
  const body = new RegExp(`\\n## ${section}\\n([\\s\\S]*?)(?=\\n## |$)`).exec(page)?.[1] ?? '';
  return [...body.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language, words = '', written = '']) => {
      const text = language === 'pem' ? fillPieces(written) : written;
      const given = new Map(
        words
          .trim()
          .split(/\s+/)
          .filter(Boolean)
          .map((word) => word.split('=') as [string, string]),
      );
      const version = given.get('version');
      const platform = given.get('platform') as Facts['platform'] | undefined;
      const edition = given.get('edition') as Facts['edition'] | undefined;
      const program = given.get('program') as Program | undefined;
      const fileName = given.get('file');
      const mode = given.get('mode');
      return {
        text: given.has('escaped') ? text.replaceAll('\\0', '\0') : text,
        ...(program ? { program } : {}),
        ...(fileName === undefined ? {} : { fileName }),
        facts: {
          ...(version === undefined ? {} : { version }),
          ...(platform ? { platform } : {}),
          ...(edition ? { edition } : {}),
          ...(given.has('beside') ? { deployment: deploymentOf(given.get('beside') ?? '') } : {}),
          ...(mode === undefined ? {} : { fileMode: Number.parseInt(mode, 8) }),
        },
      };
    },
  );
}
