/** The result of one test connection, in the shape that `connect --format json` prints. Data only. */
export interface ConnectReport {
  readonly version: 1;
  readonly ok: boolean;
  readonly steps: readonly Step[];
  /** Why it failed and what to do; absent when `ok`. */
  readonly diagnosis?: Diagnosis;
  /** What the wire showed; absent where no TLS was spoken. */
  readonly tls?: TlsFacts;
}

export type StepName = 'dns' | 'tcp' | 'tls' | 'hello' | 'auth' | 'ping';

export interface Step {
  readonly name: StepName;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly string[];
  readonly raw: { readonly code: string; readonly message: string };
}

export interface TlsFacts {
  /** `OpenSSL 3.0.15` or `BoringSSL`: a certificate that one refuses the other may take. */
  readonly library: string;
  readonly protocol: string;
  readonly cipher: string;
  readonly peerChain: readonly {
    readonly subject: string;
    readonly issuer: string;
    readonly notAfter: string;
  }[];
}

export type DiagnosisCode =
  | 'host-not-found'
  | 'connection-refused'
  | 'connect-timeout'
  | 'server-speaks-plain-text'
  | 'server-requires-tls'
  | 'unknown-ca'
  | 'self-signed-certificate'
  | 'server-certificate-expired'
  | 'server-certificate-not-yet-valid'
  | 'hostname-mismatch'
  | 'server-certificate-wrong-purpose'
  | 'server-certificate-revoked'
  | 'crl-expired'
  | 'crl-wrong-issuer'
  | 'crl-unreadable'
  | 'client-certificate-required'
  | 'client-certificate-unknown-ca'
  | 'client-certificate-expired'
  | 'client-certificate-revoked'
  | 'client-certificate-wrong-purpose'
  | 'no-shared-protocol'
  | 'no-shared-cipher'
  | 'wrong-passphrase'
  | 'passphrase-required'
  | 'no-private-key'
  | 'no-certificate'
  | 'key-certificate-mismatch'
  | 'file-not-found'
  | 'not-pem'
  | 'conflicting-options'
  | 'bad-connection-string'
  | 'authentication-failed'
  | 'unsupported-by-tls-library'
  | 'unknown';
