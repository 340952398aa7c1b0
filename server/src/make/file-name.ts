/** A host name or a user's name as a file's name: no separators, no colons of IPv6 addresses. */
export function fileName(name: string): string {
  return name
    .replace(/^\*\./, 'wildcard.')
    .replace(/^(?=.*:)/, 'ipv6')
    .replace(/[^\w.@-]+/g, '-');
}
