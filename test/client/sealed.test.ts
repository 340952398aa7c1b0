import { describe, expect, it } from 'vitest';
import type { Sealed } from '../../server/src/protocol.ts';
import { newSessionKey, open, seal } from '../../server/src/sealed.ts';

describe('sealed texts', () => {
  const key = newSessionKey();

  it('come back whole and show nothing', () => {
    const sealed = seal('pässword', key);
    expect(sealed).not.toContain('pässword');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('ssword');
    expect(open(sealed, key)).toBe('pässword');
    expect(open(seal('', key), key)).toBe('');
  });

  it('are different each time', () => {
    expect(seal('same', key)).not.toBe(seal('same', key));
  });

  it('open with their key only, and only unchanged', () => {
    const sealed = seal('secret', key);
    expect(open(sealed, newSessionKey())).toBeUndefined();
    expect(open(sealed, '')).toBeUndefined();
    expect(open('' as Sealed, key)).toBeUndefined();
    expect(open('bm9uc2Vuc2U=' as Sealed, key)).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(open(bytes.toString('base64') as Sealed, key)).toBeUndefined();
  });
});
