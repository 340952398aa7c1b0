import { keyFileFaults, type KeyFileFaultKind } from '../../core/keyfile/key-file-faults.ts';
import { keyFileFix } from '../../core/keyfile/key-file-fix.ts';
import { findTags } from '../../core/config/template-tags.ts';
import { defineRule, type Rule, type RuleMeta } from '../../core/linting/rule.ts';

/** A rule that reports one kind of keyfile fault; the conditions and messages stand in key-file-faults.ts, for all of them. */
export function keyFileRule(kind: KeyFileFaultKind, meta: RuleMeta): Rule<'keyfile'> {
  return defineRule('keyfile', meta, function* (file, { serverVersion }) {
    if (isKeyTemplate(file.text)) return;
    const faults = keyFileFaults(file, serverVersion).filter((fault) => fault.kind === kind);
    // one fix mends all of them
    const fix = faults.length > 0 ? keyFileFix(file, serverVersion, kind) : undefined;
    for (const { span, message } of faults) yield { span, message, ...(fix ? { fix } : {}) };
  });
}

/** Whether a template makes the keyfile: no server reads this text, and no key has its tags. */
export function isKeyTemplate(text: string): boolean {
  return findTags(text).length > 0;
}
