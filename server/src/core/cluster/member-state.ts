import type { ClusterAuthMode } from '../security/cluster-auth.ts';
import type { Key } from '../keyfile/key-text.ts';
import type { Pem } from '../pem/model/pem.ts';
import type { TlsProtocol } from '../security/protocols.ts';
import type { TlsMode } from '../security/tls-mode.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Platform } from '../server/server-kind.ts';

/** What is known of something that a setting names. */
export type Known<T> =
  | { readonly state: 'absent' }
  /** `reason`: a phrase such as `/etc/ssl/ca.pem is not on this machine`. */
  | { readonly state: 'unknown'; readonly reason: string }
  | { readonly state: 'read'; readonly value: T };

/**
 * All that decides whether two members of a cluster can talk, as a plain value: what a member is running with, or would run with
 * after a restart. undefined: a template, an expansion or a wrong value decides it.
 */
export interface MemberState {
  /** How messages call it. */
  readonly name: string;
  readonly program: 'mongod' | 'mongos';
  readonly version: ServerVersion;
  readonly platform: Platform;
  readonly tlsMode: TlsMode | undefined;
  /** The TLS versions it speaks. */
  readonly protocols: ReadonlySet<TlsProtocol> | undefined;
  /** net.tls.disabledProtocols is not set. */
  readonly protocolsAreDefault: boolean;
  readonly certificateKeyFile: Known<Pem>;
  readonly clusterFile: Known<Pem>;
  readonly caFile: Known<Pem>;
  readonly clusterCaFile: Known<Pem>;
  readonly crlFile: Known<Pem>;
  readonly usesSystemCa: boolean | undefined;
  readonly withholdsCertificate: boolean | undefined;
  readonly allowsInvalidCertificates: boolean | undefined;
  readonly allowsInvalidHostnames: boolean | undefined;
  readonly allowsConnectionsWithoutCertificates: boolean | undefined;
  /** `none`: members do not authenticate. */
  readonly clusterAuthMode: ClusterAuthMode | 'none' | undefined;
  readonly transitionToAuth: boolean | undefined;
  /** Users must log in by security.authorization, whatever members do. */
  readonly authorization: boolean | undefined;
  /** The keys in memory: a server that was started with x509 has none, one that was switched to it keeps them. */
  readonly keys: Known<readonly Key[]>;
  readonly memberRules: MemberRules;
  /** security.clusterIpSourceAllowlist. */
  readonly allowlist: Known<readonly string[]>;
  /** Where other members reach it, as they write it. */
  readonly hosts: readonly string[];
  /** Addresses from which it connects, where its hosts or net.bindIp name any. */
  readonly addresses: readonly string[];
}

/** Whom a member takes for one of its own, besides or instead of the rule by O, OU and DC. */
export interface MemberRules {
  /** net.tls.clusterAuthX509, which replaces the default rule (7.0+). */
  readonly configured?: MemberRule;
  /** setParameter.tlsClusterAuthX509Override, which adds a rule (7.0+). */
  readonly added?: MemberRule;
  /** setParameter.tlsX509ClusterAuthDNOverride: a name whose O, OU and DC count beside those of the own one. */
  readonly name?: string;
  /** One of them is there and its value is not known. */
  readonly unknown?: true;
}

export type MemberRule =
  | { readonly kind: 'attributes'; readonly text: string }
  | { readonly kind: 'extensionValue'; readonly text: string };
