import type { Driver } from './uri-options.ts';

/** Clients that `connect --driver` names. */
export const clientNames = [
  'node',
  'pymongo',
  'java',
  'go',
  'csharp',
  'mongosh',
  'compass',
  'tools',
] as const;

export type ClientName = (typeof clientNames)[number];

export interface ClientKind {
  /** As people call it. */
  readonly title: string;
  /** The driver that reads its connection string. */
  readonly driver: Driver;
  /**
   * What it does with an option it does not know: `refuse` the string, `warn`, or `ignore` it silently. Sources: the Node.js
   * driver's connection_string.ts; PyMongo's uri_parser.py; ConnectionString.java; connstring.go (UnknownOptions);
   * ConnectionString.cs (_unknownOptions).
   */
  readonly unknownOption: 'refuse' | 'warn' | 'ignore';
}

export const clientKinds: Readonly<Record<ClientName, ClientKind>> = {
  node: { title: 'the Node.js driver', driver: 'node', unknownOption: 'refuse' },
  pymongo: { title: 'PyMongo', driver: 'pymongo', unknownOption: 'warn' },
  java: { title: 'the Java driver', driver: 'java', unknownOption: 'warn' },
  go: { title: 'the Go driver', driver: 'go', unknownOption: 'ignore' },
  csharp: { title: 'the C# driver', driver: 'csharp', unknownOption: 'ignore' },
  mongosh: { title: 'mongosh', driver: 'node', unknownOption: 'refuse' },
  compass: { title: 'Compass', driver: 'node', unknownOption: 'refuse' },
  tools: { title: 'the database tools', driver: 'go', unknownOption: 'ignore' },
};

export function isClientName(text: string): text is ClientName {
  return (clientNames as readonly string[]).includes(text);
}
