import { describe, expect, it } from 'vitest';
import { filesReport } from '../../client/src/make-reports.ts';

describe('the report on files', () => {
  it('lists them, and a name is never Markdown', () => {
    const report = filesReport('Test Certificates', 'For testing', ['/a/ca.pem', '/a/[x](command:y).pem']);
    expect(report).toContain('# Test Certificates\n\nFor testing\n');
    expect(report.match(/^- <code>/gm)).toHaveLength(2);
    expect(report).not.toContain('](command');
  });
  it('says in order what to do then', () => {
    const report = filesReport('Step 1', 'Done.', ['/a/keyfile'], ['Copy it.', 'Restart [all](command:y).']);
    expect(report).toContain('## What to do now\n\n1. Copy it&#46;\n1. Restart ');
    expect(report).not.toContain('](command');
  });
});
