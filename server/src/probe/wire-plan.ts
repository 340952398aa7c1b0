import type { TlsInputs } from './check-files.ts';
import type { TlsSettings } from './dial.ts';
import type { Resolver } from './resolve.ts';

/** How to speak to every host of one connection string. */
export interface WirePlan {
  readonly tls: boolean;
  readonly inputs: TlsInputs;
  /** What the TLS client is given; the same for each host. */
  readonly settings: TlsSettings;
  /** Neither chain, host name nor revocation is checked; the name alone is not with the second. */
  readonly allowInvalidCertificates: boolean;
  readonly allowInvalidHostnames: boolean;
  readonly loadBalanced: boolean;
  readonly resolver: Resolver;
}
