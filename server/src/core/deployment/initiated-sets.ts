/** Members of a replica set, by the names that a script gives them. */
export interface HostList {
  /** Absent where a script adds members to whatever set it is connected to. */
  readonly replicaSet?: string;
  /** As written, most with a port. */
  readonly hosts: readonly string[];
}

/** A call is shorter, and a file has fewer: what is more is no script for a deployment, and not worth the time. */
const longestCall = 4000;
const mostCalls = 100;

const call = /\b(rs\.(?:initiate|reconfig|add|addArb)|sh\.addShard)\(|\b(replSetInitiate)\b/g;
const host = /\bhost\\?["']?\s*:\s*\\?["'`]([\w.:[\]-]+)\\?["'`]/g;

/**
 * The hosts that a script of the shell names as members: `rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "db1:27017" }] })`,
 * `rs.add("db2:27017")`, `sh.addShard("rs0/db1:27018")`. Any text will do: these calls stand in manifests and scripts too.
 */
export function initiatedSets(text: string): HostList[] {
  if (!/rs\.|sh\.addShard|replSetInitiate/.test(text)) return [];
  const found: HostList[] = [];
  let calls = 0;
  for (const match of text.matchAll(call)) {
    if (++calls > mostCalls) break;
    const body = argumentsOf(text, match.index + match[0].length);
    const list = listIn(match[1] ?? 'rs.initiate', body);
    if (list && list.hosts.length > 0) found.push(list);
  }
  return found;
}

/** The text up to the end of the call: its own closing bracket, or the end of the longest call that is read. */
function argumentsOf(text: string, start: number): string {
  const end = Math.min(text.length, start + longestCall);
  let depth = 0;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '(' || character === '{' || character === '[') depth++;
    if (character === ')' || character === '}' || character === ']') depth--;
    if (depth < 0 && character === ')') return text.slice(start, at);
  }
  return text.slice(start, end);
}

function listIn(name: string, body: string): HostList | undefined {
  const [, plain] = /^\s*\\?["'`]([\w.:/,[\]-]+)\\?["'`]/.exec(body) ?? [];
  if (name === 'sh.addShard') {
    const [replicaSet, hosts] = plain?.split('/') ?? [];
    return replicaSet === undefined || hosts === undefined
      ? undefined
      : { replicaSet, hosts: hosts.split(',') };
  }
  const named = [...body.matchAll(host)].flatMap(([, written]) => written ?? []);
  if (name === 'rs.add' || name === 'rs.addArb') {
    return { hosts: plain === undefined ? named : [plain] };
  }
  const replicaSet = /_id\\?["'`]?\s*:\s*\\?["'`]([\w.-]+)/.exec(body)?.[1];
  return { ...(replicaSet === undefined ? {} : { replicaSet }), hosts: named };
}
