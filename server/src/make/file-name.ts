/** A host name or a user's name as a file's name: no separators, no colons of IPv6 addresses. */
export function fileName(name: string): string {
  return name
    .replace(/^\*\./, 'wildcard.')
    .replace(/^(?=.*:)/, 'ipv6')
    .replace(/[^\w.@-]+/g, '-');
}

/** The file for certificateKeyFile of the server with these hosts. */
export function serverFile([first = '']: readonly string[]): string {
  return `${fileName(first)}.pem`;
}

/** The file for clusterFile of the server with these hosts. */
export function memberFile([first = '']: readonly string[]): string {
  return `${fileName(first)}-member.pem`;
}

/** The file of a client. */
export function clientFile(name: string): string {
  return `${fileName(name)}.pem`;
}
