import { button, escapeHtml } from '../pages/markup.ts';
import type { FileField, FormValues } from './form-values.ts';
import type { ConnectionMessage } from './messages.ts';

/** A connection that the form can start from. */
export interface FormOffer {
  /** `from mongod.conf`, `used before`. */
  readonly from: string;
  readonly values: FormValues;
  /** Its secrets stand in a file and are taken from there. */
  readonly hasSecrets?: true;
  /** The passphrase of its private key is in the secret storage. */
  readonly isKept?: true;
}

/** What the form offers; the first one fills it. */
export interface FormPage {
  /** Another one for each drawing: what was written before is not put into a new form. */
  readonly key: string;
  readonly offers: readonly FormOffer[];
}

const blank: FormOffer = { from: 'a new connection', values: { server: '', tls: true } };

/** All questions of a connection test at once. The script fills it, and closes the fields that the connection string answers. */
export function formHtml({ key, offers }: FormPage): string {
  const all = [...offers, blank];
  const choices = all
    .map(
      ({ from, values: { server } }, index) =>
        `<option value="${String(index)}">${escapeHtml(server === '' ? 'A new connection' : `${server} (${from})`)}</option>`,
    )
    .join('');
  const start =
    offers.length === 0
      ? ''
      : `<p class="field"><label for="offer">Start from</label><select id="offer" name="offer">${choices}</select></p>`;
  return `<form data-key="${escapeHtml(key)}" data-offers="${escapeHtml(JSON.stringify(all))}" autocomplete="off" novalidate>
${start}
${text({ name: 'server', label: 'Server or connection string', hint: 'mongodb://HOST:PORT/, mongodb+srv://HOST/ or HOST:PORT', extra: ' autofocus' })}
<fieldset><legend>Login</legend>
${text({ name: 'user', label: 'User', hint: 'none: no login' })}
${text({ name: 'password', label: 'Password', hint: 'used once and not kept', isSecret: true })}
${text({ name: 'authSource', label: 'Authentication database', hint: 'admin', isOption: true })}
<p class="field"><label for="authMechanism">Mechanism</label><select id="authMechanism" name="authMechanism" data-option="authMechanism">${mechanisms}</select></p>
</fieldset>
${check({ name: 'tls', label: 'Use TLS' })}
<fieldset id="tls-fields"><legend>TLS</legend>
${file('tlsCAFile', 'Certificate authorities to trust', 'those of the system')}
${file('tlsCertificateKeyFile', 'Certificate of the client with its private key', 'none')}
${text({ name: 'passphrase', label: 'Passphrase of the private key', hint: 'none', isSecret: true })}
${check({ name: 'keepPassphrase', label: 'Keep the passphrase in the secret storage of VS Code', isOption: false })}
${check({ name: 'tlsAllowInvalidHostnames', label: 'Accept any host name: the certificate is checked, but not for which host it is' })}
${check({ name: 'tlsAllowInvalidCertificates', label: 'Accept any certificate, to see what else is wrong: anybody could pose as the server' })}
</fieldset>
${check({ name: 'details', label: 'Look at details: protocol versions, revocation, parameters of the server', isOption: false })}
<div class="actions"><button type="submit" class="primary">Test Connection</button></div>
</form>`;
}

const mechanisms = ['', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'MONGODB-X509', 'PLAIN']
  .map((name) => `<option value="${name}">${name === '' ? 'as the server offers' : name}</option>`)
  .join('');

interface TextField {
  readonly name: keyof FormValues;
  readonly label: string;
  /** What holds where nothing is written. */
  readonly hint: string;
  readonly isSecret?: boolean;
  /** An option of connection strings has this name. */
  readonly isOption?: boolean;
  /** Further attributes, each after a space. */
  readonly extra?: string;
}

function text({ name, label, hint, isSecret = false, isOption = false, extra = '' }: TextField): string {
  const type = isSecret ? 'password' : 'text';
  return `<p class="field"><label for="${name}">${escapeHtml(label)}</label>${input(name, type, hint, isOption, extra)}</p>${fault(name)}`;
}

function file(name: FileField, label: string, hint: string): string {
  const choose = button(
    { type: 'choose', field: name } satisfies ConnectionMessage,
    'Choose…',
    `Choose: ${label}`,
  );
  return `<p class="field"><label for="${name}">${escapeHtml(label)}</label><span class="with-button">${input(name, 'text', hint, true)}${choose}</span></p>`;
}

function input(name: string, type: string, hint: string, isOption: boolean, extra = ''): string {
  const option = isOption ? ` data-option="${name}"` : '';
  return `<input id="${name}" name="${name}" type="${type}" spellcheck="false" data-hint="${escapeHtml(hint)}" placeholder="${escapeHtml(hint)}"${option}${extra}>`;
}

/** Why a field cannot be used as it is, said aloud when it comes. */
function fault(name: string): string {
  return name === 'server' || name === 'user' ? `<p class="fault" id="${name}-fault" role="alert"></p>` : '';
}

interface Check {
  readonly name: keyof FormValues;
  readonly label: string;
  readonly isOption?: boolean;
}

function check({ name, label, isOption = true }: Check): string {
  const option = isOption ? ` data-option="${name}"` : '';
  return `<p class="check"><input id="${name}" name="${name}" type="checkbox"${option}><label for="${name}">${escapeHtml(label)}</label></p>`;
}
