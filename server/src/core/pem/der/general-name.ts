import { DerError, children, contentOf, hex, latin1, oidOf, readDer, type Der } from './der.ts';
import { readName, rfc2253, type DistinguishedName } from './name.ts';

/** One entry of a subject alternative name, a name constraint or an issuer name. */
export interface GeneralName {
  readonly type: 'dns' | 'ip' | 'email' | 'uri' | 'dn' | 'id' | 'other';
  /** Text; an address in its usual notation (constraints: address/mask), a name in RFC 2253 order. */
  readonly value: string;
  /** What `value` was made of, for type `dn`. */
  readonly name?: DistinguishedName;
  /** The bytes of an IP address or address range. */
  readonly address?: Uint8Array;
}

/** Reads a GeneralNames SEQUENCE's elements. Throws DerError. */
export function readGeneralNames(parent: Der): GeneralName[] {
  return children(parent).map(readGeneralName);
}

/** Reads one GeneralName. Throws DerError. */
export function readGeneralName(element: Der): GeneralName {
  const content = contentOf(element);
  switch (element.tag) {
    case 0x81:
      return { type: 'email', value: latin1(element) };
    case 0x82:
      return { type: 'dns', value: latin1(element) };
    case 0x86:
      return { type: 'uri', value: latin1(element) };
    case 0x87:
      return { type: 'ip', value: ipText(content), address: content };
    case 0x88:
      return { type: 'id', value: oidOf({ ...element, tag: 0x06 }) };
    case 0xa4: {
      const name = readName(readDer(element.bytes, element.from, element.end));
      return { type: 'dn', value: rfc2253(name), name };
    }
    case 0xa0: {
      const [type] = children(element);
      return { type: 'other', value: oidOf(type) };
    }
    default:
      if ((element.tag & 0xc0) !== 0x80) throw new DerError('a name is of no known kind');
      return { type: 'other', value: `tag ${element.tag & 0x1f}` };
  }
}

/** 4 or 16 bytes as an address; 8 or 32 as address/mask; other lengths as hexadecimal. */
function ipText(bytes: Uint8Array): string {
  switch (bytes.length) {
    case 4:
      return bytes.join('.');
    case 16:
      return ip6Text(bytes);
    case 8:
    case 32: {
      const half = bytes.length / 2;
      return `${ipText(bytes.subarray(0, half))}/${ipText(bytes.subarray(half))}`;
    }
    default:
      return hex(bytes);
  }
}

function ip6Text(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)];
  const longest = runs.sort((a, b) => b[0].length - a[0].length)[0];
  const text = groups.join(':');
  if (!longest) return text;
  return `${text.slice(0, longest.index).replace(/:$/, '')}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
}

/** The 4 or 16 bytes of an address in text form, or undefined for what is none. */
export function parseIp(text: string): Uint8Array | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number);
    return parts.every((part) => part < 256) ? Uint8Array.from(parts) : undefined;
  }
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*/s, '');
  if (!bare.includes(':') || !/^[0-9a-f:]*(\d{1,3}(\.\d{1,3}){3})?$/i.test(bare)) return undefined;
  const dotted = /(\d{1,3}(?:\.\d{1,3}){3})$/.exec(bare)?.[1];
  const four = dotted === undefined ? undefined : parseIp(dotted);
  if (dotted !== undefined && !four) return undefined;
  const plain = dotted === undefined ? bare : bare.slice(0, -dotted.length) + 'x';
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const bytesOf = (groups: readonly string[]): number[] | undefined => {
    const bytes: number[] = [];
    for (const group of groups) {
      if (group === 'x' && four) bytes.push(...four);
      else if (/^[0-9a-f]{1,4}$/i.test(group)) {
        const value = Number.parseInt(group, 16);
        bytes.push(value >> 8, value & 255);
      } else return undefined;
    }
    return bytes;
  };
  const [head, tail] = [bytesOf(left), bytesOf(right)];
  if (!head || !tail) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return Uint8Array.from([...head, ...Array<number>(missing).fill(0), ...tail]);
}
