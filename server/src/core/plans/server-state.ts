/** How often a way to log in was tried, and with success, since the server started. */
interface LoginCount {
  readonly received: number;
  readonly successful: number;
}

/** What a running server says of itself, as far as the user who asks may know. Holds no secret. */
export interface ServerState {
  /** `7.0.14`. */
  readonly version?: string;
  readonly role: 'primary' | 'secondary' | 'arbiter' | 'mongos' | 'standalone' | 'other';
  readonly replicaSet?: string;
  /** What getParameter answers, by name: tlsMode, clusterAuthMode, the overrides of who is a member. */
  readonly parameters: Readonly<Record<string, string>>;
  /** serverStatus().security (3.0 and later, with TLS). `notAfter` in ISO 8601. */
  readonly certificate?: {
    readonly subject?: string;
    readonly notAfter?: string;
    readonly hasCertificateAuthority?: boolean;
  };
  /** serverStatus().transportSecurity (3.4 and later): finished handshakes in both directions, by version of TLS (`1.2`). */
  readonly handshakes?: Readonly<Record<string, number>>;
  /** serverStatus().security.authentication.mechanisms (4.4 and later), those that were used. */
  readonly logins?: readonly {
    readonly mechanism: string;
    readonly users: LoginCount;
    /** Of members (5.0 and later). */
    readonly members?: LoginCount;
  }[];
  /** Commands that were not answered, each with the reason: `serverStatus: not authorized`. */
  readonly unread: readonly string[];
}

/** What a server made of a command. */
export interface CommandAnswer {
  readonly ok: boolean;
  /** Why not, in the server's words. */
  readonly reason?: string;
}
