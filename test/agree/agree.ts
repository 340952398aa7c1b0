// `npm run agree [-- --verbose]`: judges the cases of ../shared/cases and says where we differ from the server. Ends with 1 where
// less than 98 % of those judged agree.
import { caseKinds, hasCases, judgeCases, type Outcome } from './server-cases.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const needed = 0.98;

/** Prints the outcomes of one kind; answers whether enough of them agree. */
function report(title: string, outcomes: readonly Outcome[]): boolean {
  const judged = outcomes.filter((outcome) => 'ours' in outcome);
  const disagreed = judged.filter(({ agreed }) => !agreed);
  const share = judged.length === 0 ? 1 : (judged.length - disagreed.length) / judged.length;
  print(
    `${title}: ${outcomes.length} cases, ${judged.length} judged, ${judged.length - disagreed.length} agreed (${(share * 100).toFixed(1)} %), ${disagreed.length} disagreed`,
  );
  for (const { entry, ours, said } of disagreed) {
    print(`  DISAGREED ${entry.id}: the server says ${entry.expect} (${entry.why}), we say ${ours}`);
    for (const line of said) print(`    ${line}`);
  }
  const unjudged = outcomes.filter((outcome) => 'unjudged' in outcome);
  for (const reason of new Set(unjudged.map((outcome) => outcome.unjudged))) {
    const ids = unjudged.filter((outcome) => outcome.unjudged === reason).map(({ entry }) => entry.id);
    print(`  not judged: ${ids.join(', ')}: ${reason}`);
  }
  return share >= needed;
}

function main(): number {
  if (!hasCases) {
    print('../shared/cases is not here, so there is nothing to judge.');
    return 0;
  }
  const results = caseKinds.flatMap((kind) => {
    const outcomes = judgeCases(kind);
    const synthetic = outcomes.filter(({ entry }) => entry.synthetic === true);
    const real = outcomes.filter(({ entry }) => entry.synthetic !== true);
    return [
      report(kind, real),
      ...(synthetic.length > 0 ? [report(`${kind}, with an option table of their own`, synthetic)] : []),
    ];
  });
  print(
    'uri, cert: judged in test/probe/connection-string.test.ts and test/rules/certificate-files/certificate-cases.test.ts',
  );
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = main();
