import type { ConnectReport, Diagnosis } from '../../../server/src/probe/report.ts';
import type { TestConnectionResult } from '../../../server/src/protocol.ts';
import { frame } from '../pages/frame.ts';
import { badge, button, code, escapeHtml, list, prose, quiet, section } from '../pages/markup.ts';
import { copyable } from '../pages/copy.ts';
import type { ConnectionMessage } from './messages.ts';
import { formHtml, type FormPage } from './form-html.ts';
import { script } from './script.ts';
import { chain, clients, hosts, optionRows, steps, tlsRows } from './sections.ts';
import { style } from './style.ts';

/** A test that was made. */
export interface Run {
  /** The connection string without secrets. */
  readonly target: string;
  readonly time: Date;
  readonly result: TestConnectionResult;
}

interface Page {
  readonly nonce: string;
  /** The last runs, newest first. */
  readonly runs: readonly Run[];
  /** Which of them is shown, or what is asked before the next one. */
  readonly shown: number | FormPage;
  /** Shortens the URI of a file for people. */
  readonly pathOf: (uri: string) => string;
}

/** Draws the page: the form, or the report on a connection. Both end with the last runs. */
export function connectionHtml(page: Page): string {
  const { nonce, runs, shown } = page;
  if (typeof shown !== 'number') {
    const main = `<h1>Test Connection</h1>
${formHtml(shown)}
${section('runs', 'Last runs', pastRuns(runs))}`;
    return frame({ title: 'Test Connection', nonce, style, script, main });
  }
  const run = runs[shown];
  if (!run) return '';
  const main = `${reportOf(run, page)}
${section('runs', 'Last runs', runs.length < 2 ? '' : pastRuns(runs, shown))}`;
  return frame({ title: 'Connection', nonce, style, script, main });
}

/** The verdict, everything in the way and what to change, then what was seen. */
function reportOf(run: Run, page: Page): string {
  const { report, modeText } = run.result;
  return `<header>
<h1>${verdict(report)}</h1>
<p>${code(run.target)}</p>
${modeText === undefined ? '' : `<p>${escapeHtml(modeText)}</p>`}
</header>
${report.diagnosis ? obstacle(report.diagnosis, 'h2', run, page) : ''}
<div class="actions">${actions(run.result)}</div>
${section('also', 'Also in the way', (report.alsoWrong ?? []).map((other) => also(other, run, page)).join(''))}
${section('notes', 'Worth knowing', list(report.notes.map(prose)))}
${section('hosts', 'Hosts', hosts(report))}
${section('chain', 'Certificates of the server', chain(report))}
${section('clients', 'Who could connect so', clients(report))}
${section('steps', 'Steps', steps(report))}
${section('tls', 'TLS', tlsRows(report))}
${section('options', 'Options as understood', optionRows(report))}`;
}

function verdict({ ok, diagnosis }: ConnectReport): string {
  return ok ? badge('good', 'Connected') : badge('error', diagnosis?.title ?? 'Not connected');
}

/** What is wrong and what to do: the fixes first, then why, then commands to look closer. */
function obstacle(diagnosis: Diagnosis, heading: 'h2' | 'h3', run: Run, page: Page): string {
  const { explanation, fixes, commands = [], raw } = diagnosis;
  const error = [raw.code, raw.message].filter((part) => part !== '').join(': ');
  const toDo =
    fixes.length === 0
      ? ''
      : `<${heading} class="to-do">What to do</${heading}><ol>${fixes.map((fix) => `<li>${prose(fix)}</li>`).join('')}</ol>`;
  return `<div class="obstacle">
${toDo}
${places(diagnosis, run, page)}
<p>${prose(explanation)}</p>
${commands.map((command) => copyable(`<pre>${escapeHtml(command)}</pre>`, 'the command', command)).join('')}
<p>${quiet(`[${diagnosis.code}]`)}${error === '' ? '' : ` ${code(error)}`}</p>
</div>`;
}

function also(diagnosis: Diagnosis, run: Run, page: Page): string {
  return `<details class="block"><summary>${badge('error', diagnosis.title)}</summary>${obstacle(diagnosis, 'h3', run, page)}</details>`;
}

/** Buttons that lead to what decides the obstacle: settings of the server, files of the client. */
function places({ code: cause }: Diagnosis, { result }: Run, { pathOf }: Page): string {
  const inServer = result.places
    .filter((place) => place.code === cause)
    .map(({ setting, uri, range: { start } }) =>
      button(
        { type: 'reveal', uri, line: start.line, character: start.character } satisfies ConnectionMessage,
        `Open ${setting} in ${pathOf(uri)}`,
      ),
    );
  const inClient = result.files
    .filter((file) => file.code === cause)
    .map(({ option, path }) =>
      button({ type: 'inspect', path } satisfies ConnectionMessage, `Inspect ${option} (${path})`),
    );
  const buttons = [...inServer, ...inClient];
  return buttons.length === 0 ? '' : `<div class="actions">${buttons.join('')}</div>`;
}

function actions({ report: { tls }, retries }: TestConnectionResult): string {
  const sent = tls?.sentChain ?? tls?.peerChain ?? [];
  return [
    button({ type: 'again' } satisfies ConnectionMessage, 'Run Again'),
    button({ type: 'again', details: true } satisfies ConnectionMessage, 'Run Again with Details'),
    button({ type: 'change' } satisfies ConnectionMessage, 'Change…'),
    ...retries.map(({ title, options }) =>
      button({ type: 'again', options } satisfies ConnectionMessage, title),
    ),
    ...(sent.length > 0
      ? [button({ type: 'inspect-sent' } satisfies ConnectionMessage, "Inspect the Server's Certificates")]
      : []),
    button({ type: 'copy-report' } satisfies ConnectionMessage, 'Copy as Markdown'),
  ].join('');
}

function pastRuns(runs: readonly Run[], shown?: number): string {
  const items = runs.map(({ target, time, result: { report } }, index) => {
    const outcome = report.ok
      ? badge('good', 'Connected')
      : badge('error', report.diagnosis?.code ?? 'failed');
    const when = `<time datetime="${time.toISOString()}">${escapeHtml(time.toLocaleTimeString())}</time>`;
    const open =
      index === shown
        ? quiet('shown above')
        : button(
            { type: 'show', run: index } satisfies ConnectionMessage,
            'Show',
            `Show the run of ${time.toLocaleTimeString()}`,
          );
    return `${when} ${outcome} ${code(target)} ${open}`;
  });
  return list(items);
}
