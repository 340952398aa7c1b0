import type { CommandAnswer, ServerState } from '../core/plans/server-state.ts';
import type { Facts } from './facts.ts';
import type { OcspFacts } from './staple.ts';

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
  /** Further obstacles that are already visible: what would fail next. Absent where there is none. */
  readonly alsoWrong?: readonly Diagnosis[];
  /** The options of the connection string and beside it as they were understood; secrets are masked. */
  readonly options?: Readonly<Record<string, string>>;
  /** How the server takes TLS at this port; absent where it is not known. */
  readonly mode?: ServerMode;
  /** What runs on the server, where its parameters may be read. Only with details. */
  readonly serverSettings?: Readonly<Record<string, string>>;
  /** What the server says of itself. Only where that was asked for. */
  readonly state?: ServerState;
  /** What the server made of the command that was sent. */
  readonly command?: CommandAnswer;
  /** What other clients would do with the same connection string. */
  readonly clients?: readonly ClientOutcome[];
}

export type ServerMode = 'disabled' | 'allowTLS or preferTLS' | 'requireTLS';

export interface ClientOutcome {
  /** `Node driver`, `PyMongo`, `Java`, `Go`, `C#`, `mongosh`, `Compass` … */
  readonly name: string;
  readonly connects: 'yes' | 'no' | 'unknown';
  /** One sentence; empty where there is nothing to say. */
  readonly why: string;
}

export type StepName = 'dns' | 'tcp' | 'tls' | 'hello' | 'auth' | 'ping';

export interface Step {
  readonly name: StepName;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

export interface HostOutcome {
  /** `host:port`. */
  readonly host: string;
  readonly ok: boolean;
  /** Absent when `ok`. */
  readonly code?: DiagnosisCode;
  /** What was seen, absent when `ok`. */
  readonly why?: string;
  /** Named by the configuration of the replica set, not by the connection string. */
  readonly member?: true;
  readonly peerChain?: readonly PeerCertificate[];
}

export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly string[];
  /** Commands that show more, ready to run; they hold no secret. */
  readonly commands?: readonly string[];
  /** What the diagnosis rests on. Nothing among the fixes contradicts it. */
  readonly facts?: Facts;
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
  /** Exactly as the server sent them. */
  readonly sentChain?: readonly PeerCertificate[];
  /** From the server's certificate to the trusted root; absent where it does not get there. */
  readonly verifiedChain?: readonly PeerCertificate[];
  /** The same in PEM, to look at or to keep. Only with details. */
  readonly sentPem?: string;
  /** Of the key exchange: `X25519`, `prime256v1`, `DH 2048`. */
  readonly group?: string;
  readonly ocsp?: OcspFacts;
  /** Versions that the server accepts, oldest first: `TLSv1.2`. Only with details. */
  readonly protocols?: readonly string[];
  /**
   * Names of the authorities whose client certificates the server asks for; `not visible` with a server that speaks TLS 1.3 only.
   * Only with details.
   */
  readonly requestedAuthorities?: readonly string[] | 'not visible';
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
  | 'dns-failed'
  | 'ip-not-allowed'
  | 'not-mongodb'
  | 'server-name-unknown'
  | 'connection-closed'
  | 'old-tls-proxy'
  | 'server-too-old'
  | 'unknown';
