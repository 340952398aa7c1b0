import { hasReached, type ServerVersion } from '../server/server-version.ts';
import { weakValidation } from './client-validation.ts';
import type { Config } from '../config/config.ts';
import { parameter } from '../config/parameters.ts';
import { disabledProtocols } from './protocols.ts';
import { readFlag, type Setting } from '../config/setting.ts';

/** What makes opensslCipherConfig and tlsCipherConfig count as not set. */
export const defaultCiphers = 'HIGH:!EXPORT:!aNULL@STRENGTH';

const files = ['certificateKeyFile', 'clusterFile', 'CAFile', 'CRLFile'];
const texts = [
  'certificateKeyFilePassword',
  'clusterPassword',
  'certificateSelector',
  'clusterCertificateSelector',
];

/**
 * The settings with which a server does not start while TLS is off (src/mongo/util/net/ssl_options_server.cpp, "need to enable
 * TLS via the sslMode/tlsMode flag"), in the order of the file. Values that are not known are left out.
 */
export function settingsThatNeedTls(config: Config, version: ServerVersion): Setting[] {
  // an empty path becomes the folder the server is started in
  const found = files.flatMap((name) => known(config.get(`net.tls.${name}`)));
  found.push(...texts.flatMap((name) => filled(config.get(`net.tls.${name}`))));
  const unset = hasReached(version, '5.0') ? defaultCiphers : '';
  for (const ciphers of [config.get('net.tls.tlsCipherConfig'), parameter(config, 'opensslCipherConfig')]) {
    if (ciphers?.text !== undefined && ciphers.text !== unset) found.push(ciphers);
  }
  const protocols = config.get('net.tls.disabledProtocols');
  if (protocols?.text !== undefined) {
    const disabled = disabledProtocols(protocols.text, version);
    if (hasReached(version, '4.0') || (disabled && disabled.size > 0)) found.push(protocols);
  }
  const weak = weakValidation(config, version);
  if (weak && readFlag(weak.text, config.format) === true) found.push(weak);
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

function known(setting: Setting | undefined): Setting[] {
  return setting?.text === undefined ? [] : [setting];
}

function filled(setting: Setting | undefined): Setting[] {
  return known(setting).filter(({ text }) => text !== '');
}
