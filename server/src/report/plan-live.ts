import { code, plain, table } from '../core/editing/markdown.ts';
import { nextSteps, type NextStep } from '../core/plans/next-steps.ts';
import type { Plan } from '../core/plans/plan.ts';
import type { ServerState } from '../core/plans/server-state.ts';
import { oneLine } from '../core/text/visible.ts';
import { silent, type LiveAnswer } from '../probe/live.ts';
import type { Diagnosis } from '../probe/report.ts';

/** A member as it runs, and its turn in the stage at hand. */
export interface LiveMember {
  readonly member: string;
  readonly host?: string;
  /** It answered, and let the user read at least some of what it runs with. */
  readonly ok: boolean;
  readonly state?: ServerState;
  /** Of the certificate that it showed to this client, in ISO 8601. */
  readonly shownCertificateNotAfter?: string;
  readonly diagnosis?: Pick<Diagnosis, 'code' | 'title' | 'explanation' | 'fixes'>;
  /** Why it was not asked at all. */
  readonly problem?: string;
  readonly next?: NextStep;
}

/** The members in the order of their answers. */
export function liveMembers(answers: readonly LiveAnswer[], plan: Plan): LiveMember[] {
  const steps = nextSteps(plan);
  return answers.map(({ id, host, report, problem }) => {
    const next = steps.get(id);
    const { state, tls, diagnosis } = report ?? {};
    const [shown] = tls?.peerChain ?? [];
    return {
      member: id,
      ...(host === undefined ? {} : { host }),
      ok: state !== undefined,
      ...(state ? { state } : {}),
      ...(shown ? { shownCertificateNotAfter: shown.notAfter } : {}),
      ...(diagnosis ? { diagnosis: told(diagnosis) } : {}),
      ...(problem === undefined ? {} : { problem }),
      ...(next ? { next } : {}),
    };
  });
}

function told({ code, title, explanation, fixes }: Diagnosis): NonNullable<LiveMember['diagnosis']> {
  return { code, title, explanation, fixes };
}

/** The members for a terminal, each with its next step. */
export function liveText(answers: readonly LiveAnswer[], plan: Plan): string {
  const lines = liveMembers(answers, plan).flatMap((member) => {
    const { host, state } = member;
    const name = host === undefined ? member.member : `${member.member} (${host})`;
    const step = nextText(member);
    return [
      `  ${name}: ${state ? facts(state, member).join(', ') : whyNot(member)}`,
      ...(state?.unread ?? []).map((reason) => `    not answered: ${oneLine(reason)}`),
      ...(step === undefined ? [] : [`    next: ${member.next?.shell ?? step}`]),
    ];
  });
  const wait = waiting(answers);
  return `${['Servers', ...lines, ...(wait === undefined ? [] : [`  ${wait}`]), `  ${askAgain}`].join('\n')}\n\n`;
}

/** The same as a table, with the commands to copy below it. */
export function liveMarkdown(answers: readonly LiveAnswer[], plan: Plan): string {
  const members = liveMembers(answers, plan);
  const rows = members.map((member) => {
    const { state } = member;
    const cell = (text: string | undefined) => plain(oneLine(text ?? ''));
    return [
      cell(member.member),
      cell(member.host),
      ...(state
        ? [state.role, state.version, modesOf(state), certificateOf(state, member), handshakesOf(state)].map(
            cell,
          )
        : [cell(whyNot(member)), '', '', '', '']),
      cell(nextText(member) ?? 'nothing'),
    ];
  });
  const commands = members.flatMap(({ member, next }) =>
    next?.shell === undefined ? [] : [`${code(member)}:`, '', '```sh', next.shell, '```', ''],
  );
  const logins = members.flatMap(({ member, state }) =>
    (state?.logins ?? []).map((login) => `- ${code(member)}: ${plain(loginText(login))}`),
  );
  const unread = members.flatMap(({ member, state }) =>
    (state?.unread ?? []).map((reason) => `- ${code(member)} did not answer ${plain(oneLine(reason))}`),
  );
  const wait = waiting(answers);
  const head = [
    'Member',
    'Host',
    'Role',
    'Version',
    'Runs with',
    'Certificate until',
    'TLS handshakes',
    'Next',
  ];
  return [
    '## The servers as they run',
    '',
    table(head, rows),
    '',
    ...[...(wait === undefined ? [] : [wait]), askAgain].flatMap((text) => [plain(text), '']),
    ...(unread.length > 0 ? [...unread, ''] : []),
    ...(logins.length > 0 ? ['Logins since the start of each server:', '', ...logins, ''] : []),
    ...(commands.length > 0 ? ['Commands of the stage at hand:', '', ...commands] : []),
  ].join('\n');
}

/** What came of a command, in one line. */
export function answerText({ id, report }: LiveAnswer): string {
  const { state, command, diagnosis } = report ?? {};
  const now = state ? ` It runs with ${oneLine(modesOf(state))}.` : '';
  if (command?.ok === true) return `${oneLine(id)} has done it.${now}`;
  const reason = command?.reason ?? diagnosis?.title ?? 'there was no answer';
  return `${oneLine(id)} has not done it: ${oneLine(reason)}.${now}`;
}

function whyNot({ problem, diagnosis }: LiveMember): string {
  return `not asked: ${oneLine(problem ?? (diagnosis ? `${diagnosis.title}. ${diagnosis.explanation}` : 'no answer'))}`;
}

function facts(state: ServerState, member: LiveMember): string[] {
  const { role, version, replicaSet, logins = [] } = state;
  const certificate = certificateOf(state, member);
  const handshakes = handshakesOf(state);
  return [
    replicaSet === undefined ? role : `${role} of ${replicaSet}`,
    version,
    modesOf(state),
    certificate && `certificate until ${certificate}`,
    handshakes && `handshakes ${handshakes}`,
    ...logins.map(loginText),
  ]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => oneLine(part ?? ''));
}

function modesOf({ parameters }: ServerState): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function certificateOf({ certificate }: ServerState, { shownCertificateNotAfter }: LiveMember): string {
  return (certificate?.notAfter ?? shownCertificateNotAfter ?? '').slice(0, 10);
}

function handshakesOf({ handshakes = {} }: ServerState): string {
  return Object.entries(handshakes)
    .filter(([, count]) => count > 0)
    .map(([version, count]) => `${/^\d/.test(version) ? `TLS ${version}` : version} ${String(count)}`)
    .join(', ');
}

function loginText({ mechanism, users, members }: NonNullable<ServerState['logins']>[number]): string {
  const count = ({ received, successful }: typeof users) => `${String(successful)} of ${String(received)}`;
  const ofMembers = members ? `, of members ${count(members)}` : '';
  return `${mechanism} logins ${count(users)}${ofMembers}`;
}

function nextText({ next }: LiveMember): string | undefined {
  if (!next) return undefined;
  const how = next.restart ? 'restart' : next.command ? 'the command' : 'the files';
  return `${how} of stage ${next.stage}`;
}

const askAgain =
  'Ask them again after each stage: a member that restarted before its file was edited has gone back to what the file said.';

function waiting(answers: readonly LiveAnswer[]): string | undefined {
  const ids = silent(answers);
  if (ids.length === 0) return undefined;
  return `How ${ids.map(oneLine).join(', ')} ${ids.length === 1 ? 'runs' : 'run'} is not known: the plan goes by ${ids.length === 1 ? 'its' : 'their'} files. Find out before the next stage.`;
}
