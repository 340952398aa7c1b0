import { describe, expect, it } from 'vitest';
import { filesReport, rotationReview } from '../../client/src/make-reports.ts';

describe('the review of a rotation', () => {
  it('says what each keyfile becomes, in fingerprints', () => {
    const file = (name: string) => ({ uri: `file:///${name}`, name, fingerprints: ['1a2b3c4d'] });
    const review = rotationReview(
      { files: [file('m1/keyfile'), file('m2/keyfile')], steps: [] },
      {
        step: 'add',
        title: 'Step 1 of 3: add a new key',
        detail: 'Members go on with 1a2b3c4d and accept the new key too.',
        becomes: ['1a2b3c4d', 'new key'],
      },
    );
    expect(review.split('\n')).toEqual([
      'Members go on with 1a2b3c4d and accept the new key too.',
      '',
      'm1/keyfile: [1a2b3c4d] → [1a2b3c4d, new key]',
      'm2/keyfile: [1a2b3c4d] → [1a2b3c4d, new key]',
    ]);
  });
});

describe('the report on files', () => {
  it('lists them, and a name is never Markdown', () => {
    const report = filesReport('Test Certificates', 'For testing', ['/a/ca.pem', '/a/[x](command:y).pem']);
    expect(report).toContain('# Test Certificates\n\nFor testing\n');
    expect(report.match(/^- <code>/gm)).toHaveLength(2);
    expect(report).not.toContain('](command');
  });
});
