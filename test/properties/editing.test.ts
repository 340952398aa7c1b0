import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../server/src/core/editing/folds.ts';
import { allRules } from '../../server/src/rules/all-rules.ts';
import { hoverAt } from '../../server/src/core/editing/hover.ts';
import { outlineOf, type OutlineEntry } from '../../server/src/core/editing/outline.ts';
import { placeAt } from '../../server/src/core/editing/find-cursor-context.ts';
import { selectionAt } from '../../server/src/core/editing/selection.ts';
import { suggestAt } from '../../server/src/core/editing/suggest.ts';
import { documentsOf, parseText } from '../../server/src/core/documents/document.ts';
import type { Span } from '../../server/src/core/text/span.ts';
import { facts } from '../support/facts.ts';

/** Texts made of what configurations are made of, most of them broken. */
const pieces = fc.constantFrom(
  ...['net', 'tls', 'mode', 'CAFile', 'setParameter', 'security', 'requireTLS', 'true', 'a', '🔐'],
  ...[
    ':',
    ': ',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\n  ',
    '\n    ',
    '\t',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '.',
    '=',
  ],
  ...['- ', '|', '>', '&x', '*x', '---', '{{ x }}', '<%= y %>', '\uFEFF', '-----BEGIN CERTIFICATE-----'],
);
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

describe('for any text and place', () => {
  it('nothing throws, and all spans lie in the text', () => {
    const known = facts();
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom('config', 'pem', 'keyfile'), (text, at, kind) => {
        const offset = at % (text.length + 1);
        const [document] = documentsOf(parseText(kind, text));
        if (!document) throw new Error('a document of its own kind is one');
        const spans: Span[] = [];
        const collect = ({ span, nameSpan, children }: OutlineEntry): void => {
          spans.push(span, nameSpan);
          expect(nameSpan[0] >= span[0] && nameSpan[1] <= span[1]).toBe(true);
          children.forEach(collect);
        };
        outlineOf(document).forEach(collect);
        spans.push(...foldsOf(document).map(({ span }) => span));
        const grown = selectionAt(document, offset);
        spans.push(...grown);
        grown.forEach((span, index) => {
          const inner = grown[index - 1];
          if (inner) expect(span[0] <= inner[0] && inner[1] <= span[1]).toBe(true);
        });
        if (document.kind === 'config') {
          const hover = hoverAt(document, offset, known, allRules);
          if (hover) spans.push(hover.span);
          const place = placeAt(document, offset);
          if (place) spans.push(place.span);
          if (place) spans.push(...suggestAt(place, document, known, offset, ['/x']).map(({ span }) => span));
        }
        for (const [start, end] of spans) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
