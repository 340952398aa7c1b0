/** Whose fault it is, or where it is mended. */
export type Side =
  | 'ca-file'
  | 'server-chain'
  | 'server-configuration'
  | 'network'
  | 'client-certificate'
  | 'connection-string'
  | 'this-machine';

/** What is known of a connection when it is explained. Absent: not known. */
export interface Facts {
  /** The connection string asks for TLS. */
  readonly tlsAsked?: boolean;
  /** The server speaks TLS at this port. */
  readonly tlsAnswered?: boolean;
  /** The server answers a MongoDB greeting without TLS at this port. */
  readonly plainAnswered?: boolean;
  /** The server speaks MongoDB's protocol, with or without TLS. */
  readonly mongodbAnswered?: boolean;
  readonly caFileGiven?: boolean;
  readonly clientCertificateGiven?: boolean;
  /** The server asked for a client certificate. */
  readonly clientCertificateAsked?: boolean;
  readonly srv?: boolean;
  readonly atlas?: boolean;
  /** The address dialled is of this machine: a tunnel, a container's port or a local server. */
  readonly loopback?: boolean;
  readonly userGiven?: boolean;
}

type Fact = keyof Facts;

/** An advice, whose fault it is for, and the facts it would contradict if they were otherwise. */
export interface Advice {
  readonly text: string;
  readonly side?: Side;
  readonly when?: Facts;
}

/** Whether no fact that is known contradicts an advice. */
function holds({ when = {} }: Pick<Advice, 'when'>, facts: Facts): boolean {
  return (Object.keys(when) as Fact[]).every(
    (fact) => facts[fact] === undefined || facts[fact] === when[fact],
  );
}

/** The advice for this case: of the sides at fault, and nothing that a fact contradicts. */
export function adviceFor(
  all: readonly Advice[],
  facts: Facts,
  sides: readonly Side[] | undefined,
): string[] {
  return all
    .filter((advice) => holds(advice, facts))
    .filter(({ side }) => side === undefined || sides === undefined || sides.includes(side))
    .map(({ text }) => text);
}

export function isAtlas(host: string): boolean {
  return /\.mongodb(?:-[a-z]+)?\.net$/.test(host);
}
