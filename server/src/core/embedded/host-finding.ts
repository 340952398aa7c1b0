import { hostSpan, type Place } from './place.ts';
import type { Finding, Fix } from '../findings/finding.ts';

/** A finding about a document inside a file, in places of the file. A fix that the file cannot hold is left out. */
export function findingInHost(finding: Finding, place: Place): Finding {
  const { fix, alternatives, related, hints, span, ...rest } = finding;
  const ownFix = fix && fixInHost(fix, place);
  const inHost = (fixes: readonly Fix[]): Fix[] => fixes.flatMap((each) => fixInHost(each, place) ?? []);
  return {
    ...rest,
    span: hostSpan(place, span),
    ...(ownFix ? { fix: ownFix } : {}),
    ...(alternatives ? { alternatives: inHost(alternatives) } : {}),
    ...(related
      ? {
          related: related.map((each) =>
            each.location === undefined ? { ...each, span: hostSpan(place, each.span) } : each,
          ),
        }
      : {}),
    ...(hints
      ? {
          hints: hints.map((hint) => ({
            ...hint,
            span: hostSpan(place, hint.span),
            ...(hint.alternatives ? { alternatives: inHost(hint.alternatives) } : {}),
          })),
        }
      : {}),
  };
}

/** Findings may share a fix, and are known by it. */
const known = new WeakMap<Fix, { place: Place; fix: Fix | undefined }>();

function fixInHost(fix: Fix, place: Place): Fix | undefined {
  const present = known.get(fix);
  if (present?.place === place) return present.fix;
  const edits = place.edits(fix.edits);
  const written = edits && { ...fix, edits, inner: { place, edits: fix.edits } };
  known.set(fix, { place, fix: written });
  return written;
}
