import type { Config } from '../core/models/config.ts';
import { yamlSettings } from '../core/models/yaml-settings.ts';
import { readMongodYaml } from '../core/mongod-yaml/read.ts';
import { applyEdits } from '../core/fix.ts';
import { defineRule, type Fix } from '../core/rule.ts';
import type { Edit } from '../core/span.ts';
import { problemOf } from '../core/yaml-problem.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A tab in the indentation',
    citation:
      'src/third_party/yaml-cpp, src/scanscalar.cpp and src/scanner.cpp: illegal tab when looking for indentation',
  },
  function* (config) {
    const problem = problemOf(config, 'tab-indentation');
    if (!problem) return;
    const fix = blanksFix(config);
    yield { span: problem.span, message: `${problem.message} and does not start.`, ...(fix ? { fix } : {}) };
  },
);

/** Blanks for all tabs in indentation at once: safe where every usual width gives the same settings. */
function blanksFix(config: Config): Fix | undefined {
  const readings = new Map<string, Edit[]>();
  for (const width of widths(config.text)) {
    const edits = [...config.text.matchAll(/^[ \t]*\t[ \t]*/gm)].map(({ index, 0: lead }): Edit => ({
      span: [index, index + lead.length],
      text: lead.replaceAll('\t', ' '.repeat(width)),
    }));
    const { root, problems } = readMongodYaml(applyEdits(config.text, edits));
    if (problems.length > 0) continue;
    const meaning = JSON.stringify(yamlSettings(root).map(({ path, text }) => [path, text]));
    if (!readings.has(meaning)) readings.set(meaning, edits);
  }
  const [first] = readings.values();
  return first && { title: 'Replace the tabs by blanks', safe: readings.size === 1, edits: first };
}

/** The width the other lines are indented by first, then the usual ones. */
function widths(text: string): number[] {
  const leads = [...text.matchAll(/^ +(?=[^\s#])/gm)].map(({ 0: lead }) => lead.length);
  const own = leads.length === 0 ? 2 : Math.min(...leads.slice(0, 100), 8);
  return [...new Set([own, 2, 4, 8])];
}
