import { describe, expect, it } from 'vitest';
import { namedOptions, unavailable } from '../../../server/src/core/catalogue/catalogue.ts';
import { vocabularyOf } from '../../../server/src/core/catalogue/vocabulary.ts';
import { turningPoints } from '../../../server/src/core/linting/releases.ts';
import { firstOf } from '../../../server/src/core/server/server-version.ts';
import { allRules } from '../../support/lint.ts';

const target = (program: 'mongod' | 'mongos', release: string) =>
  ({ program, serverVersion: firstOf(release), platform: 'linux', edition: 'community' }) as const;

describe('the names of a server', () => {
  it.each(turningPoints(allRules))('are those that %s knows', (release) => {
    for (const program of ['mongod', 'mongos'] as const) {
      const own = target(program, release);
      const names = namedOptions.filter((named) => unavailable(named, own) === undefined);
      expect([...vocabularyOf(own).paths.keys()].sort()).toEqual([
        ...new Set(names.map(({ name }) => name.path).sort()),
      ]);
    }
  });

  it('are made once for all releases that know the same', () => {
    const made = new Set(turningPoints(allRules).map((release) => vocabularyOf(target('mongod', release))));
    expect(made.size).toBeLessThan(turningPoints(allRules).length);
    expect(vocabularyOf(target('mongod', '7.0.1'))).toBe(vocabularyOf(target('mongod', '7.0.2')));
  });

  it.each([
    ['4.0', true],
    ['4.2', false],
  ])('of %s offer net.ssl.mode: %s', (release, isOffered) => {
    const { offered, sections } = vocabularyOf(target('mongod', release));
    expect(sections.get('net.ssl')?.has('mode')).toBe(isOffered);
    expect(offered.get('net.ssl')?.has('mode') ?? false).toBe(isOffered);
  });
});
