import type { InlayHint, Range } from 'vscode-languageserver';
import { accessOf } from '../core/security/who-may-connect.ts';
import { describeClientCertificate, explainAccess } from '../core/editing/explain-access.ts';
import { platformOf } from '../core/config/platform.ts';
import type { Span } from '../core/text/span.ts';
import type { Analysis } from './analysis.ts';
import { toRange, toSpan } from './convert.ts';
import { visible } from '../core/text/visible.ts';

/** Beside CAFile, or the TLS mode where there is none: whether clients need a certificate. */
export function inlayHints({ document, model, facts }: Analysis, range: Range): InlayHint[] {
  if (model.kind !== 'config' || model.program === 'mongosqld') return [];
  const setting = model.get('net.tls.CAFile') ?? model.get('net.tls.mode') ?? model.get('net.ssl.mode');
  if (!setting || !isIn(setting.valueSpan, toSpan(document, range))) return [];
  const access = accessOf(model, { ...facts, platform: platformOf(model, facts) });
  const label = describeClientCertificate(access);
  if (label === undefined) return [];
  return [
    {
      position: toRange(document, setting.valueSpan).end,
      label,
      paddingLeft: true,
      tooltip: { kind: 'markdown', value: visible(explainAccess(access)) },
    },
  ];
}

function isIn(span: Span, [start, end]: Span): boolean {
  return span[0] >= start && span[1] <= end;
}
