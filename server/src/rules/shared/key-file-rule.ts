import { keyFileFaults, type KeyFileFaultKind } from '../../core/keyfile/key-file-faults.ts';
import { findTags } from '../../core/config/template-tags.ts';
import { defineRule, type Rule, type RuleMeta } from '../../core/linting/rule.ts';

/** A rule that reports one kind of keyfile fault; the conditions and messages stand in key-file-faults.ts, for all of them. */
export function keyFileRule(kind: KeyFileFaultKind, meta: RuleMeta): Rule<'keyfile'> {
  return defineRule('keyfile', meta, function* (file, { serverVersion }) {
    if (isKeyTemplate(file.text)) return;
    for (const fault of keyFileFaults(file, serverVersion)) {
      if (fault.kind === kind) yield { span: fault.span, message: fault.message };
    }
  });
}

/** Whether a template makes the keyfile: no server reads this text, and no key has its tags. */
export function isKeyTemplate(text: string): boolean {
  return findTags(text).length > 0;
}
