import { baseName } from '../text/words.ts';
import type { CommandProgram } from './command-line.ts';
import { indentOf, lineEnd, type Layout } from './command-words.ts';

/** What stands before a program's name, as far as it belongs to the same command. */
export interface Place {
  /** How the arguments behind the name are written, and where they begin. */
  readonly layout: Layout;
  readonly from: number;
  /** The words before the name, in order, without quotes and brackets. */
  readonly before: readonly string[];
  /** The name stands in the middle of a quoted text behind words that run nothing: `log "starting mongod --auth"`. */
  readonly told: boolean;
  /** More arguments may come from elsewhere: the name is put into a variable, or is an ENTRYPOINT that CMD adds to. */
  readonly open: boolean;
}

/** Looks at what surrounds a program's name. */
export function placeOf(text: string, [start, end]: readonly [number, number]): Place {
  const lineStart = headStart(text, start);
  const head = text.slice(lineStart, start);
  const quote = /\\?["']$/.exec(head)?.[0];
  const closing = quotedAlone(text, head, end);
  // "C:\Program Files\…\mongod.exe": the quote began before what was taken for the name
  const opened =
    quote === undefined && closing > end ? Math.max(head.lastIndexOf('"'), head.lastIndexOf("'")) : -1;
  const opening =
    quote === undefined ? head.slice(0, opened < 0 ? undefined : opened) : head.slice(0, -quote.length);
  const rest = text.slice(closing, lineEnd(text, closing));
  const item = /^(\s*)-\s+$/.exec(opening);
  if (item && /^\s*(#.*)?$/.test(rest)) {
    const indent = item[1]?.length ?? 0;
    return {
      layout: { kind: 'block', indent },
      from: lineEnd(text, end) + 1,
      before: itemsAbove(text, lineStart, indent),
      told: false,
      open: false,
    };
  }
  const isAlone = /^\s*(?:\\\s*)?(?:[,\]]|$)/.test(rest);
  const list = isAlone && opening.trim() === '' ? listAbove(text, lineStart) : '';
  const before = simpleCommand((list === '' ? logicalLine(text, lineStart) : list) + opening);
  if (list !== '' || (isAlone && /[[,]\s*$/.test(opening)))
    return { layout: { kind: 'flow' }, from: closing, told: false, ...before };
  const enclosing = quote === undefined && closing === end ? quoteAround(head) : undefined;
  const outer = closing === end ? (quote ?? enclosing?.quote) : undefined;
  const folded = foldedIndent(text, lineStart, head);
  return {
    layout: {
      kind: 'shell',
      ...(outer === undefined ? {} : { outer }),
      ...(folded === undefined ? {} : { folded }),
    },
    from: closing,
    told: enclosing !== undefined && isTold(enclosing.words),
    ...before,
  };
}

/** The quote that is open at the end of a line's head, with what stands behind it. */
function quoteAround(head: string): { quote: string; words: string } | undefined {
  let open: { quote: string; from: number } | undefined;
  for (let at = 0; at < head.length; at++) {
    const character = head.charAt(at);
    if (character === '\\') at++;
    else if (open?.quote === character) open = undefined;
    // an apostrophe inside a word opens nothing
    else if (!open && /["']/.test(character) && !/\w/.test(head.charAt(at - 1)))
      open = { quote: character, from: at + 1 };
  }
  return open && { quote: open.quote, words: head.slice(open.from) };
}

/** Whether the words before a name in a quoted text run nothing. */
function isTold(words: string): boolean {
  const before = wordsOf(words.split(/[;|&({`"'\n]/).at(-1) ?? '');
  const first = before[0] === undefined ? undefined : baseName(before[0]);
  if (first === undefined || first.startsWith('$') || runsNext.test(before.at(-1) ?? '')) return false;
  return !runners.test(first) || /^(?:run|start|call|test|watch|time|entrypoint|healthcheck)$/i.test(first);
}

/** Where the line begins that an offset lies in, or what is looked at of a very long one. */
export function headStart(text: string, offset: number): number {
  const from = Math.max(0, offset - 4000);
  return from + text.slice(from, offset).lastIndexOf('\n') + 1;
}

/** Behind the quote that ends a name quoted by itself; the name's own end where it is not. */
function quotedAlone(text: string, head: string, end: number): number {
  const next = /^\\?["']/.exec(text.slice(end, end + 2))?.[0];
  const isOpen = next !== undefined && (head.endsWith(next) || head.split(next).length % 2 === 0);
  return isOpen ? end + next.length : end;
}

/** The lines above that a `\` (or `^`, or a backtick) at their ends joins to this one. */
function logicalLine(text: string, lineStart: number): string {
  let start = lineStart;
  for (let count = 0; text[start - 1] === '\n' && count < 50; count++) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!continues.test(text.slice(above, start))) break;
    start = above;
  }
  return text.slice(start, lineStart).replace(/[\\^`][ \t]*\r?\n/g, ' ');
}

/** A backtick right behind a word ends a command substitution. */
const continues = /(?:[\\^]|[ \t]`)[ \t]*\r?\n$/;

/** What stands of a list in brackets in the lines above an item that begins its line; empty where it begins in none of them. */
function listAbove(text: string, lineStart: number): string {
  let list = '';
  let start = lineStart;
  for (let count = 0; text[start - 1] === '\n' && count < 50; count++) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start).replace(/\s#.*/, '').trimEnd().replace(/\\$/, '').trimEnd();
    list = `${line} ${list}`;
    if (line.lastIndexOf('[') > line.lastIndexOf(']')) return /[[,]$/.test(line) ? list : '';
    if (line !== '' && !line.endsWith(',')) break;
    start = above;
  }
  return '';
}

/** What a shell puts into a word. */
const substitution = /\$\((?:[^()\n]|\([^()\n]*\))*\)|\$\{[^{}\n]*\}|`[^`\s][^`\n]*`/g;

/** The words of the last simple command in a text, without what only introduces it: a YAML key, `ExecStart=`, `CMD`. */
function simpleCommand(head: string): Pick<Place, 'before' | 'open'> {
  const last =
    head
      .replace(substitution, '$$_')
      .split(/[;|&({`\n]/)
      .at(-1) ?? '';
  const assignment = /(?:^|\s)\$?([\w.:-]+)\s*\+?=\s*(?:\\?["']\s*)?$/.exec(
    head.slice(-300).replace(/[({]\s*$/, ''),
  );
  const isUnit = /^\s*Exec\w+=/.test(last);
  const text = last
    .replace(/^\s*Exec\w+=[-@+!:|]*/, '')
    // the pattern of a case
    .replace(/^\s*[^\s()"']{1,100}\)\s+/, '')
    .replace(/^\s*(?:-\s+)*(?:["']?[\w.-]+["']?\s*:(?=\s|$)\s*(?:[|>][-+]?)?)?/, '');
  const before = wordsOf(text);
  return { before, open: (assignment !== null && !isUnit) || /^\s*ENTRYPOINT\s/i.test(last) };
}

/** Words without quotes, brackets and assignments. */
function wordsOf(text: string): string[] {
  return text.split(/[\s,"'[\]\\]+/).filter((word) => word !== '' && !/^\w+=/.test(word));
}

/** The items of a block list above a line, the nearest last. */
function itemsAbove(text: string, lineStart: number, indent: number): string[] {
  const items: string[] = [];
  let start = lineStart;
  for (let count = 0; text[start - 1] === '\n' && count < 50; count++) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start).trimEnd();
    const item = /^(\s*)-\s+(\S.*)$/.exec(line);
    if (item?.[1]?.length === indent) items.unshift((item[2] ?? '').replace(/^["']|["']$/g, ''));
    else if (line.trim() !== '' && !/^\s*#/.test(line)) break;
    start = above;
  }
  return items;
}

/** The indentation of the folded YAML scalar that a line stands in; undefined where it stands in none. */
export function foldedIndent(text: string, lineStart: number, head: string): number | undefined {
  const indent = indentOf(head);
  if (indent === 0) return undefined;
  let start = lineStart;
  for (let count = 0; text[start - 1] === '\n' && count < 50; count++) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start).trimEnd();
    if (line !== '' && indentOf(line) < indent)
      return /(?:^|[:\s-])>[-+0-9]*(?:\s+#|$)/.test(line) ? indent : undefined;
    start = above;
  }
  return undefined;
}

/** Programs whose arguments are no command of their own, though a host, a file or a target among them may be called mongo. */
const tools =
  /^(?:scons(?:\.py)?|ninja|bazel(?:isk)?|mongo(?:dump|restore|export|import|stat|top|files|replay|perf|bridge|sqld|drdl|cryptd|ldap|kerberos|cli|_exporter|db_exporter|-express|sync|tune|mirror)|bsondump|pbm(?:-agent)?|atlas|telegraf)(?:\.exe)?$/;
/** Programs that look for, install or talk about what is named behind them. */
const others =
  /^(?:[pef]?grep|rg|ack|pkill|killall|ps|awk|sed|echo\w*|printf|print\w*|read|log\w*|err\w*|warn\w*|info\w*|debug\w*|fatal\w*|notice|die|fail\w*|msg\w*|message\w*|say|usage\w*|write-(?:host|output)|man|which|where|whereis|type|command|hash|help|systemctl|service|rc-service|initctl|chkconfig|update-rc\.d|sc|helm|helm3|apt|apt-get|aptitude|yum|dnf|zypper|apk|brew|choco|winget|scoop|snap|port|pacman|pip|pip3|npm|yarn|npx|make|git|cd|ls|cp|mv|rm|cat|tail|touch|mkdir|chown|chmod|curl|wget|nc|ping|dig|nslookup|host|terraform|ansible|ansible-playbook|rem|assert|test)$/i;
/** Words that run what follows them, here or in a container. */
const runners =
  /^(?:sudo|doas|exec|time|nohup|env|nice|ionice|numactl|systemd-run|taskset|setsid|stdbuf|timeout|watch|xargs|gosu|su-exec|su|runuser|chroot|ssh|if|then|else|elif|do|while|until|!|cmd|cmd-shell|run|entrypoint|healthcheck|start|start-process|call|(?:.*[\\/])?(?:ba|da|z|k|a)?sh(?:\.exe)?|powershell|pwsh|cmd\.exe|docker|docker-compose|podman|podman-compose|nerdctl|kubectl|oc|crictl|ctr|lxc|vagrant|tini|dumb-init|docker-entrypoint\.sh)$/i;
/** Runners with options that take no value, so that the program may stand right behind one. */
const launchers =
  /^(?:docker|docker-compose|podman|podman-compose|nerdctl|kubectl|oc|crictl|ctr|numactl|systemd-run|taskset)$/i;
const runsNext = /^(?:--|-[a-z]*c|-Command|\/[ck])$/i;

/**
 * Whether a name is run as a program where it stands. `mongo` is a host, a service or an image as often as the shell, so it
 * counts only at the beginning of a command or behind something that runs programs.
 */
export function isRun(program: CommandProgram, all: readonly string[]): boolean {
  const before = behindHost(all);
  if (!before) return false;
  const last = before.at(-1);
  if (last === undefined) return true;
  const names = before.map(baseName);
  const first = before.findIndex((word) => !runners.test(word));
  if (names.some((name) => tools.test(name)) || others.test(names[first] ?? '')) return false;
  // the value of an option, as in --host mongo; only `docker run --rm` may have the image behind one
  const isLaunched = program === 'mongod' && names.some((name) => launchers.test(name));
  if (/^-[^=]*$/.test(last) && !runsNext.test(last) && !isLaunched && !isStarted(before)) return false;
  return program === 'mongo' ? all.some((word) => runners.test(word)) : true;
}

/** What is run on the host that `ssh` is given; undefined where the name itself is that host. */
function behindHost(before: readonly string[]): readonly string[] | undefined {
  const at = before.map(baseName).lastIndexOf('ssh');
  if (at < 0) return before;
  let host = at + 1;
  while (before[host]?.startsWith('-') === true)
    host += /^-\w*[BbcDEeFIiJLlmOoPpQRSWw]$/.test(before[host] ?? '') ? 2 : 1;
  return host < before.length ? before.slice(host + 1) : undefined;
}

/** Whether start-stop-daemon is told to run the program: behind it come more options of its own, then `--`, then those of the program. */
export function isStarted(before: readonly string[]): boolean {
  return (
    before.map(baseName).includes('start-stop-daemon') &&
    /^(?:--exec|--startas|-\w*[xa])=?$/.test(before.at(-1) ?? '')
  );
}

/** Whether `docker run` or the like takes the image named next. */
export function isContainerRun(before: readonly string[]): boolean {
  return (
    before.some((word) => launchers.test(baseName(word))) &&
    before.some((word) => /^(?:run|create)$/.test(word))
  );
}

/** Whether a program before the name runs it in a container or on another machine. */
export function runsElsewhere(before: readonly string[]): boolean {
  return before.some((word) => containers.test(baseName(word)));
}

const containers =
  /^(?:docker|docker-compose|podman|podman-compose|nerdctl|kubectl|oc|crictl|ctr|lxc|vagrant|ssh|chroot)$/i;

/** A comment, or the value of a key that describes something. */
export function isProseLine(head: string): boolean {
  return (
    /^\s*(?:#|\/\/|;|::|REM\b|(?:-\s+)*["']?(?:name|title|description|summary|comment|help|label|msg|message|notes?|usage|examples?|hint|doc|documentation)["']?\s*:\s)/i.test(
      head,
    ) || /\s#\s/.test(head)
  );
}
