import {
  fileFaults,
  severityOf,
  type FileFault,
  type FileFaultCode,
} from '../../core/pem/faults/file-faults.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { defineRule, type Rule, type RuleMeta } from '../../core/linting/rule.ts';
import type { Pem } from '../../core/pem/model/pem.ts';

/**
 * A rule that reports one kind of fault of a PEM file; conditions, severities and messages stand in file-faults.ts, which the
 * inspection tells too. `fixFor` makes the fix of a fault.
 */
export function pemFaultRule(
  code: FileFaultCode,
  meta: Omit<RuleMeta, 'severity'>,
  fixFor?: (fault: FileFault, pem: Pem, facts: Facts) => Fix | undefined,
): Rule<'pem'> {
  return defineRule('pem', { severity: severityOf(code), ...meta }, function* (pem, facts) {
    for (const fault of fileFaults(pem, facts, [code])) {
      const { block, message, related } = fault;
      const fix = fixFor?.(fault, pem, facts);
      yield {
        span: block.begin,
        message,
        ...(related
          ? { related: related.map((place) => ({ span: place.block.begin, message: place.message })) }
          : {}),
        ...(fix ? { fix } : {}),
      };
    }
  });
}
