/** What needs real cryptography. The host implements it; without one, checks that need it are left out. Nothing throws. */
export interface CryptoPort {
  /**
   * The public half of a private key given as PEM text, as SubjectPublicKeyInfo DER. `unsupported`: this machine's
   * library cannot read the key.
   */
  publicKeyOf(
    pem: string,
    passphrase?: string,
  ): Uint8Array | 'needs-passphrase' | 'wrong-passphrase' | 'unsupported';
  /** Whether a signature is right; undefined where this machine's library cannot tell. */
  verify(what: SignatureToVerify): boolean | undefined;
  hash(algorithm: 'sha1' | 'sha256', bytes: Uint8Array): Uint8Array;
}

interface SignatureToVerify {
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  /** SubjectPublicKeyInfo of the signer. */
  readonly publicKey: Uint8Array;
  /** Absent for schemes with a hash of their own. */
  readonly hash?: string;
  readonly padding?: 'pss';
}
