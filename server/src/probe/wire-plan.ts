import type { TlsInputs } from './check-files.ts';
import type { TlsSettings } from './dial.ts';
import type { Resolver } from './name-service.ts';
import type { ProbeRequest } from './request.ts';
import type { Proxy } from './socks.ts';

/** How to speak to every host of one connection string. */
export interface WirePlan {
  readonly tls: boolean;
  readonly inputs: TlsInputs;
  /** What the TLS client is given; the same for each host. */
  readonly settings: TlsSettings;
  /** What is trusted beside the CA file; undefined: the public authorities of Node.js, where there is no CA file. */
  readonly store: 'bundled' | 'system' | 'both' | undefined;
  /** Neither chain, host name nor revocation is checked; the name alone is not with the second. */
  readonly allowInvalidCertificates: boolean;
  readonly allowInvalidHostnames: boolean;
  readonly loadBalanced: boolean;
  /** Milliseconds for opening one connection, and for one answer to the greeting; absent: no limit of its own. */
  readonly connectTimeoutMS?: number;
  readonly proxy?: Proxy;
  /** Looks longer: what takes further connections to find out. */
  readonly details: boolean;
  /** As in a request. */
  readonly live?: ProbeRequest['live'];
  readonly resolver: Resolver;
  /** Called once where a host answers so slowly that other work may begin beside. */
  readonly onSlow?: () => void;
}
