/** Whether a text is an IPv4 or IPv6 address, so that a certificate must carry it as an IP and not as a DNS name. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || (text.includes(':') && URL.canParse(`http://[${text}]/`));
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

/** Whether a text can be a DNS name in a certificate; a leading `*.` is a wildcard. */
export function isHostName(text: string): boolean {
  const labels = text.replace(/^\*\./, '').split('.');
  return (
    text.length <= 253 &&
    labels.every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label))
  );
}
