import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { yamlSettings } from '../../core/config/yaml-settings.ts';
import { readMongodYaml } from '../../core/yaml/mongod/read.ts';
import { applyEdits } from '../../core/text/apply-edits.ts';
import { gatewaySettingAt } from '../../core/catalogue/mongosqld.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Edit } from '../../core/text/span.ts';
import { problemOf } from '../shared/yaml-problem.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A tab in the indentation',
    citation:
      'src/third_party/yaml-cpp, src/scanscalar.cpp and src/scanner.cpp: illegal tab when looking for indentation',
    // YAML itself forbids it (1.2.2, 6.1), so the Go reader of mongosqld refuses it as well
    programs: ['mongod', 'mongos', 'mongosqld'],
  },
  function* (config) {
    const problem = problemOf(config, 'tab-indentation');
    if (!problem) return;
    const fix = blanksFix(config);
    yield { span: problem.span, message: `${problem.message} and does not start.`, ...(fix ? { fix } : {}) };
  },
);

/**
 * Blanks for all tabs in indentation at once: safe where every usual width gives the same settings. Else the width that gives the
 * fewest unknown settings is offered.
 */
function blanksFix({ text, program }: Config): Fix | undefined {
  const readings = new Map<string, { edits: Edit[]; unknown: number }>();
  for (const width of widths(text)) {
    const edits = [...text.matchAll(/^[ \t]*\t[ \t]*/gm)].map(({ index, 0: lead }): Edit => ({
      span: [index, index + lead.length],
      text: lead.replaceAll('\t', ' '.repeat(width)),
    }));
    const { root, problems } = readMongodYaml(applyEdits(text, edits));
    if (problems.length > 0) continue;
    const settings = yamlSettings(root);
    const meaning = JSON.stringify(settings.map(({ path, text: value }) => [path, value]));
    if (readings.has(meaning)) continue;
    readings.set(meaning, {
      edits,
      unknown: settings.filter((setting) => !isKnown(setting, program)).length,
    });
  }
  const [best] = [...readings.values()].sort((a, b) => a.unknown - b.unknown);
  return best && { title: 'Replace the tabs by blanks', safe: readings.size === 1, edits: best.edits };
}

function isKnown({ path, option, isParameter }: Setting, program: Config['program']): boolean {
  return program === 'mongosqld'
    ? gatewaySettingAt(path) !== undefined
    : option !== undefined || isParameter === true;
}

/** The width the other lines are indented by first, then the usual ones. */
function widths(text: string): number[] {
  const leads = [...text.matchAll(/^ +(?=[^\s#])/gm)].map(({ 0: lead }) => lead.length);
  const own = leads.length === 0 ? 2 : Math.min(...leads.slice(0, 100), 8);
  return [...new Set([own, 2, 4, 8])];
}
