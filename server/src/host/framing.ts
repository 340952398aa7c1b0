/** Longer than any header of the protocol, and any message: a text of 5 MB with every character escaped is far below. */
const longestHeader = 8 * 1024;
const largestMessage = 256 * 1024 * 1024;

/**
 * Watches the frames of the language server protocol (base protocol, header part) in a stream. Its reader only reports what is
 * no header, and then waits for ever for one.
 */
export class Framing {
  #header = '';
  /** Bytes of the message that are still to come. */
  #left = 0;

  /** Takes the next bytes; answers with what is wrong with them, as a phrase. */
  take(bytes: Uint8Array): string | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#left -= taken;
        at += taken;
        continue;
      }
      this.#header += String.fromCharCode(bytes[at] ?? 0);
      at++;
      if (this.#header.length > longestHeader) return 'a header of a message does not end';
      if (!this.#header.endsWith('\r\n\r\n')) continue;
      const length = /^content-length:[ \t]*([^\r\n]*)/im.exec(this.#header)?.[1]?.trim();
      this.#header = '';
      if (length === undefined) return 'the header of a message has no Content-Length';
      if (!/^\d{1,12}$/.test(length)) return 'the Content-Length of a message is no number of bytes';
      if (Number(length) > largestMessage) return 'the Content-Length of a message is too large';
      this.#left = Number(length);
    }
    return undefined;
  }
}
