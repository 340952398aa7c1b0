import { keyFileFaults, type KeyFileFaultKind } from './key-file-faults.ts';
import { defineRule, type Rule, type RuleMeta } from './rule.ts';

/** A rule that reports one kind of keyfile fault; the conditions and messages stand in key-file-faults.ts, for all of them. */
export function keyFileRule(kind: KeyFileFaultKind, meta: RuleMeta): Rule<'keyfile'> {
  return defineRule('keyfile', meta, function* (file, { serverVersion }) {
    for (const fault of keyFileFaults(file, serverVersion)) {
      if (fault.kind === kind) yield { span: fault.span, message: fault.message };
    }
  });
}
