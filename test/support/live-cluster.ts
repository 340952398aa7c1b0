import { certificate, authority, keyOf } from './certs.ts';
import { startScripted, type Script, type ScriptedServer } from './tls-lab/scripted-server.ts';

const day = 24 * 60 * 60 * 1000;
const at = (days: number): string =>
  new Date(Math.floor(Date.now() / 1000) * 1000 + days * day).toISOString();
/** Connections are judged by the real clock. */
const valid = { from: at(-60), to: at(300) };

/** A set of three whose members can be asked, and whose files say allowTLS. */
export interface LiveCluster {
  readonly servers: readonly ScriptedServer[];
  /** Configurations and certificates by their paths below a folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** An authority, and what it issued for the members, which are all on localhost, and for a client; with their keys. */
export function liveCertificates(): { ca: string; pem: string; client: string } {
  const ca = authority({ ...valid, subject: 'O=Test, CN=Live CA', key: keyOf('live ca') });
  const leaf = (name: string) =>
    certificate({
      ...valid,
      issuer: ca,
      ca: false,
      subject: `O=Test, OU=db, CN=${name}`,
      names: ['dns:localhost'],
      key: keyOf(`live ${name}`),
    }).combined;
  return { ca: ca.pem, pem: leaf('localhost'), client: leaf('operator') };
}

/** Starts three servers; `scripts` says what each of them is. `folder` is where the files will lie. */
export async function startLiveCluster(
  scripts: readonly Partial<Script>[],
  folder: string,
): Promise<LiveCluster> {
  const { ca, pem, client } = liveCertificates();
  const servers = await Promise.all(
    scripts.map((script) => startScripted(script, { cert: pem, key: pem, ca, requestCert: true })),
  );
  const conf = (port: number) =>
    `# mongodb-tls: version=8.0.10 host=localhost:${port}\nnet:\n  port: ${port}\n  tls:\n    mode: allowTLS\n    certificateKeyFile: ${folder}/member.pem\n    CAFile: ${folder}/ca.pem\nreplication:\n  replSetName: rs0\nsecurity:\n  keyFile: ${folder}/key\n`;
  return {
    servers,
    files: {
      'ca.pem': ca,
      'member.pem': pem,
      'client.pem': client,
      key: 'c2VjcmV0IGtleSBvZiB0aGUgdGVzdA==',
      ...Object.fromEntries(servers.map(({ port }, index) => [`db${index + 1}.conf`, conf(port)])),
    },
    stop: () => {
      for (const server of servers) server.stop();
    },
  };
}
