import { afterEach, expect, it, vi } from 'vitest';
import { defineRule } from '../../server/src/core/linting/rule.ts';
import { warmUp } from '../../server/src/lsp/warm-up.ts';
import { ruleMap } from '../support/rule-map.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('judges a text often, each time another one, when the server has started, and ends', () => {
  vi.useFakeTimers();
  const texts = new Set<string>();
  const meta = { severity: 'info', summary: 'Reads', citation: 'none' } as const;
  const reading = defineRule('config', meta, function* (config) {
    texts.add(config.text);
    yield { span: [0, 1], message: 'read' };
  });
  warmUp(ruleMap({ reading }));
  expect(texts.size).toBe(0);
  vi.runAllTimers();
  expect(texts.size).toBeGreaterThan(50);
  expect(vi.getTimerCount()).toBe(0);
});
