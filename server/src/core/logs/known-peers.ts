/** How many of the newest connections are remembered; older ones have ended or said what they had to. */
const slots = 32_768;
const mostOthers = 1000;

/**
 * Who is behind the newest connections of a log, in memory that does not grow: addresses of IPv4 as numbers, others in a short
 * list.
 */
export class KnownPeers {
  readonly #numbers = new Float64Array(slots).fill(-1);
  readonly #addresses = new Uint32Array(slots);
  readonly #others = new Map<number, string>();

  /** Remembers that a connection of this number came from the address that begins at an offset of a text. */
  remember(connection: number, text: string, start: number, end: number): void {
    const address = ipv4(text, start, end);
    if (address === undefined) {
      this.#others.delete(connection);
      this.#others.set(connection, copyOf(text.slice(start, end)));
      const oldest = this.#others.size > mostOthers ? this.#others.keys().next() : undefined;
      if (oldest?.done === false) this.#others.delete(oldest.value);
      return;
    }
    this.#numbers[connection % slots] = connection;
    this.#addresses[connection % slots] = address;
  }

  of(connection: number): string | undefined {
    const other = this.#others.get(connection);
    if (other !== undefined) return other;
    if (this.#numbers[connection % slots] !== connection) return undefined;
    const address = this.#addresses[connection % slots] ?? 0;
    return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
  }
}

/** A text of its own: a slice keeps the whole piece of the log it was cut from in memory. */
export function copyOf(text: string): string {
  return Array.from(text).join('');
}

/** The address that stands in a text before a colon or the end; undefined where it is not one of IPv4. */
function ipv4(text: string, start: number, end: number): number | undefined {
  let address = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = start; at <= end; at++) {
    const code = at === end ? 0x3a : text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      part = part * 10 + code - 0x30;
      digits++;
      continue;
    }
    if (digits === 0 || digits > 3 || part > 255) return undefined;
    address = address * 256 + part;
    if (code === 0x3a) return dots === 3 ? address : undefined;
    if (code !== 0x2e) return undefined;
    dots++;
    part = 0;
    digits = 0;
  }
  return undefined;
}
