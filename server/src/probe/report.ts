/** The result of one test connection, in the shape that `connect --format json` prints. Data only; holds no secret. */
export interface ConnectReport {
  readonly version: 1;
  readonly ok: boolean;
  /** `host:port` that the steps dns to hello speak of; absent where nothing was dialled. */
  readonly target?: string;
  /** In the order they were taken; the last one is the one that failed, if any did. */
  readonly steps: readonly Step[];
  /** Why it failed and what to do; absent when `ok`. */
  readonly diagnosis?: Diagnosis;
  /** What the wire showed; absent where no TLS was spoken. */
  readonly tls?: TlsFacts;
  /** `OpenSSL 3.0.15` or `BoringSSL`: the TLS library of this process, also where it was not used. */
  readonly library: string;
  /** Every host that was tried, where the connection string or its SRV record names several. */
  readonly hosts?: readonly HostOutcome[];
  /** What is worth knowing beside the verdict: ignored options, hidden faults, what other clients would do. */
  readonly notes: readonly string[];
}

export type StepName = 'dns' | 'tcp' | 'tls' | 'hello' | 'auth' | 'ping';

export interface Step {
  readonly name: StepName;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

interface HostOutcome {
  /** `host:port`. */
  readonly host: string;
  readonly ok: boolean;
  /** Absent when `ok`. */
  readonly code?: DiagnosisCode;
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
  /** Empty where the handshake did not get so far; the same for `cipher`. */
  readonly protocol: string;
  readonly cipher: string;
  /** From the server's own certificate upwards, as far as it could be followed. */
  readonly peerChain: readonly PeerCertificate[];
}

export interface PeerCertificate {
  /** RFC 2253 order. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly notAfter: string;
  readonly notBefore?: string;
  /** `DNS:db.example.com, IP Address:10.0.0.1`; absent without a subject alternative name. */
  readonly names?: string;
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
  | 'no-suitable-server'
  | 'cancelled'
  | 'unknown';
