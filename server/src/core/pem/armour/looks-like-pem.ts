/** The last words of the labels that MongoDB and its clients read. */
const labels = '\\b(?:CERTIFICATE|PRIVATE KEY|CRL|REQUEST|PARAMETERS)\\b';
const label = new RegExp(labels, 'i');
/** Base64 text that begins a SEQUENCE of DER. */
const body = '^[ \\t]*M[HI][A-Za-z0-9+/]{30}';
const ownRemains = new RegExp(`^-----END [A-Z0-9 ]{0,60}${labels}|${body}`, 'm');
const remains = new RegExp(`\\b(?:BEGIN|END)\\b|-{2}.{0,60}${labels}|${labels}.{0,60}-{2}|${body}`, 'm');

/** Whether a damaged BEGIN or END line is of a block that MongoDB or a client would read. A licence in a file *.key has such lines, too. */
export function namesOwnBlock(line: string): boolean {
  return label.test(line);
}

/** Whether a text holds what is left of a block that MongoDB or a client would read. */
export function holdsOwnRemains(text: string): boolean {
  return ownRemains.test(text);
}

/** Whether a text without blocks was meant as PEM. */
export function wasMeantAsPem(text: string): boolean {
  return remains.test(text);
}
