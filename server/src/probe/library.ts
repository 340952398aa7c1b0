/** The TLS library of this process: Electron (VS Code on the desktop) has BoringSSL, Node.js has OpenSSL. */
export function tlsLibrary(
  versions: Readonly<Record<string, string | undefined>> = process.versions,
): string {
  if (versions.electron !== undefined) return `BoringSSL (Electron ${versions.electron})`;
  return `OpenSSL ${versions.openssl ?? 'of unknown version'}`;
}
