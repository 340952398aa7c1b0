import { forTerminal } from './cli/for-terminal.ts';
import type { Command, ExitCode, Io, Terminal } from './cli/io.ts';
import { UsageError } from './cli/io.ts';
import { mayBeTerminal, outputTo } from './host/descriptor.ts';
import { limits } from './host/host.ts';
import { waitingHost } from './host/node-host.ts';
import { version } from './version.ts';
import { progressOn } from './cli/progress.ts';
import { oneLine, visible } from './core/text/visible.ts';

/** Loaded when named, so that `lint` does not pay for the driver. */
const commands: Readonly<Record<string, { usage: string; load: () => Promise<{ run: Command }> }>> = {
  lint: {
    usage:
      'lint [--format text|unix|json|sarif|github|gitlab|junit|checkstyle [--output FILE]]... [--quiet] [--fix] [--no-clients] [--mongodb-version V] [--platform P] [--edition E] [--kind K] [--fail-on error|warning|info] [--rule id=level] [--path-map PREFIX=FOLDER] [--exclude GLOB]... [--member-hosts HOST,...] [--expiry-warning-days N] [--stdin-filename F] FILE|DIR|-...',
    load: () => import('./cli/lint.ts'),
  },
  convert: {
    usage: 'convert [--mongodb-version V] FILE|-',
    load: () => import('./cli/convert.ts'),
  },
  settings: {
    usage: 'settings [--format text|json] [--defaults] [--mongodb-version V] FILE...|-',
    load: () => import('./cli/settings.ts'),
  },
  keyfile: {
    usage:
      'keyfile new FILE | keyfile check FILE... | keyfile rotate [--dry-run] [--format text|json] [--mongodb-version V] add|switch|drop FILE...',
    load: () => import('./cli/keyfile.ts'),
  },
  certs: {
    usage:
      'certs new [--server HOST,...]... [--client NAME]... [--mongosqld HOST,...] [--key rsa|p256] [--days N] [--organization O] DIR | certs combine [--find-key] [--passphrase-stdin] --out FILE FILE...',
    load: () => import('./cli/certs.ts'),
  },
  inspect: {
    usage:
      'inspect [--format text|json] [--now ISO-DATE] [--mongodb-version V] [--platform linux|windows|macos] [--passphrase-stdin] FILE.pem...|-',
    load: () => import('./cli/inspect.ts'),
  },
  cluster: {
    usage:
      'cluster [--format text|json] [--mongodb-version V] [--platform P] [--path-map PREFIX=FOLDER] [--member-hosts HOST,...] [--expiry-warning-days N] [--now ISO-DATE] FILE|DIR...',
    load: () => import('./cli/cluster.ts'),
  },
  plan: {
    usage:
      'plan require-tls|x509|rotate-keyfile|rotate-ca|renew-certificates|change-distinguished-name|rename-ssl|enforce-auth|bi-connector [--format text|json|markdown] [--out DIR] [--mongodb-version V] [--platform P] [--path-map PREFIX=FOLDER] [--member-hosts HOST,...] [--certificate-key-file PATH] [--ca-file PATH] [--cluster-file PATH] [--key-file PATH] [--new-ca-file PATH] [--now ISO-DATE] [--live URI] [--timeout MS] [--password-stdin] [--passphrase-stdin] [--tls] [--tlsCAFile F] [--tlsCertificateKeyFile F] [--tlsCRLFile F] [--tlsAllowInvalidCertificates] [--tlsAllowInvalidHostnames] [--tlsInsecure] [--tlsUseSystemCA] FILE|DIR...',
    load: () => import('./cli/plan.ts'),
  },
  connect: {
    usage:
      'connect [--format text|json|markdown] [--driver NAME] [--details] [--timeout MS] [--password-stdin] [--passphrase-stdin] [--tls] [--tlsCAFile F] [--tlsCertificateKeyFile F] [--tlsCRLFile F] [--tlsAllowInvalidCertificates] [--tlsAllowInvalidHostnames] [--tlsInsecure] [--tlsUseSystemCA] URI',
    load: () => import('./cli/connect.ts'),
  },
  log: {
    usage: 'log [--format text|json] [--config FILE]... FILE|-',
    load: () => import('./cli/log.ts'),
  },
};

function help(): string {
  return [
    'Usage: mongodb-tls COMMAND',
    '',
    ...Object.values(commands).map(({ usage }) => `  mongodb-tls ${usage}`),
    '',
  ].join('\n');
}

/** Runs one command line, given without the program's name. Never throws. */
export async function main(args: readonly string[], given: Io): Promise<ExitCode> {
  const { progress, terminal } = given;
  const io: Io = {
    ...given,
    out: (text) => {
      progress?.clear();
      given.out(visible(text));
    },
    err: (line) => {
      progress?.clear();
      given.err(oneLine(line));
    },
    ...(terminal && {
      terminal: {
        ...terminal,
        print: (text: string) => {
          progress?.clear();
          terminal.print(text);
        },
      },
    }),
  };
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(forTerminal(help(), io));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') {
    io.out(`${version}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.err(`mongodb-tls: there is no command ${name}; "mongodb-tls help" lists them`);
    return 2;
  }
  if (rest.includes('--help')) {
    const { commandHelpText } = await import('./cli/help/command-help-text.ts');
    io.out(forTerminal(`Usage: mongodb-tls ${command.usage}\n\n${commandHelpText(name)}`, io));
    return 0;
  }
  try {
    const { run } = await command.load();
    return await run(rest, io);
  } catch (error) {
    io.err(`mongodb-tls ${name}: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) io.err(`Usage: mongodb-tls ${command.usage}`);
    return 2;
  } finally {
    progress?.clear();
  }
}

/** NO_COLOR and FORCE_COLOR are obeyed as Node does (no-color.org). */
function terminalOf(stream: NodeJS.WriteStream): Terminal {
  const { NO_COLOR = '' } = process.env;
  return {
    columns: stream.columns > 0 ? stream.columns : 80,
    hasColours: NO_COLOR === '' && stream.hasColors(),
    print: (text) => stream.write(text),
  };
}

/** Standard error where it is a terminal. */
function lookedAt(): Terminal | undefined {
  return process.stderr.isTTY ? terminalOf(process.stderr) : undefined;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    // whoever asked for it says that it is too large
    if (length > limits.text) break;
  }
  return Buffer.concat(chunks);
}

/** Runs the command line of this process. */
export function runFromShell(): void {
  // a reader that closes early, such as head, is no failure
  const output = outputTo(
    1,
    () => process.stdout,
    () => process.exit(0),
  );
  const errors = outputTo(
    2,
    () => process.stderr,
    () => undefined,
  );
  void main(process.argv.slice(2), {
    host: waitingHost,
    out: (text) => {
      output.write(text);
    },
    err: (line) => {
      errors.write(`${line}\n`);
    },
    stdin: readStdin,
    stdinChunks: () => process.stdin,
    ...(mayBeTerminal(2) ? { progress: progressOn(lookedAt, () => performance.now()) } : {}),
    ...(mayBeTerminal(1) && process.stdout.isTTY ? { terminal: terminalOf(process.stdout) } : {}),
    cwd: process.cwd(),
    startedAt: 0,
  }).then((code) => {
    process.exitCode = code;
    // what a test of a connection left open holds nobody up
    setTimeout(() => {
      if (!output.isPending()) process.exit();
    }, 50).unref();
  });
}
