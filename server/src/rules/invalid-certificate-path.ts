import { pathProblems } from '../core/pem/chain.ts';
import { leafPaths } from '../core/pem/leaf-paths.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A chain breaks a rule that one of its CAs sets: CA flag, path length or name constraints',
    citation: 'RFC 5280, section 6.1',
  },
  function* (pem, { crypto }) {
    const reported = new Set<string>();
    for (const { entries } of leafPaths(pem, crypto)) {
      for (const { at, message } of pathProblems(entries.map(({ certificate }) => certificate))) {
        const entry = entries[at];
        if (!entry || reported.has(message)) continue;
        reported.add(message);
        yield { span: entry.block.begin, message };
      }
    }
  },
);
