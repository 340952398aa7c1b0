import { codeOf } from './codes.ts';
import type { Failure, RawError } from './failure.ts';

function isTimeout({ code }: RawError): boolean {
  return code === 'TimeoutError' || code === 'ETIMEOUT' || code === 'ETIMEDOUT';
}

/** What the name service did instead of an answer, as a sentence. */
function whatHappened(name: string, raw: RawError): string {
  if (isTimeout(raw)) return `The name service did not answer the question for ${name}.`;
  if (raw.code === 'EREFUSED') return `The name server refused to answer for ${name} (REFUSED).`;
  if (raw.code === 'ESERVFAIL' || raw.code === 'EAI_AGAIN')
    return `The name server could not answer for ${name} (${raw.code === 'ESERVFAIL' ? 'SERVFAIL' : 'EAI_AGAIN'}).`;
  return `The name service gave no usable answer for ${name} (${raw.code}).`;
}

const atlasHost = /\.mongodb(?:-[a-z]+)?\.net$/;

function standardString(host: string): string {
  return atlasHost.test(host)
    ? 'Or use the standard connection string, which needs no SRV record: in Atlas under Connect, Drivers, choose an old driver version; it begins with mongodb:// and names each host.'
    : 'Or name the hosts themselves, which needs no SRV record: mongodb://HOST1:27017,HOST2:27017/?tls=true&replicaSet=NAME';
}

/** A name without an address. */
export function addressFailure(host: string, failure: Failure): Failure {
  const { raw } = failure;
  if (raw.code === 'AbortError') return failure;
  if (codeOf({ ...failure, stage: 'dns' }) !== 'dns-failed' && !isTimeout(raw))
    return {
      ...failure,
      code: 'host-not-found',
      specifics: [`The name service knows no address of ${host}.`],
    };
  return { ...failure, code: 'dns-failed', specifics: [whatHappened(host, raw)] };
}

/** An SRV record that could not be had. */
export function srvFailure(name: string, host: string, raw: RawError): Failure {
  if (raw.code === 'AbortError') return { stage: 'dns', raw };
  const isMissing = codeOf({ stage: 'dns', raw }) !== 'dns-failed' && !isTimeout(raw);
  const asked = `The connection string starts with mongodb+srv://, so drivers look up the SRV record ${name}.`;
  const check = `Check the record: nslookup -type=SRV ${name}`;
  if (isMissing)
    return {
      stage: 'dns',
      code: 'host-not-found',
      raw,
      specifics: [asked, 'The name service says that there is no such record.'],
      fixes: [
        check,
        atlasHost.test(host)
          ? 'Copy the connection string from Atlas again (Connect, Drivers): the name of a cluster that was deleted or renamed has no record.'
          : 'For a server without an SRV record, use mongodb://HOST:27017/?tls=true instead of mongodb+srv://.',
        standardString(host),
      ],
      only: true,
    };
  return {
    stage: 'dns',
    code: 'dns-failed',
    raw,
    specifics: [asked, whatHappened(name, raw)],
    fixes: [
      check,
      standardString(host),
      'Some networks and home routers do not answer SRV and TXT questions: try another DNS server, such as that of your VPN or a public one.',
    ],
    only: true,
  };
}
