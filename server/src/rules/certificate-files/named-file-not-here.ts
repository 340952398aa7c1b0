import { enumeration } from '../../core/text/words.ts';
import { namedFiles } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A certificate file is not on this machine, or cannot be read here',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp; src/mongo/db/auth/security_file.cpp: the server reads it when it starts',
  },
  function* (config, { files }) {
    const missing: Setting[] = [];
    for (const setting of namedFiles(config)) {
      const { canonical } = setting;
      const isForTls = canonical.startsWith('net.tls.') && tlsIsOn(config) !== false;
      // the keyfile has rules of its own
      if (!isForTls && !(canonical.startsWith('security.') && canonical !== 'security.keyFile')) continue;
      const fact = files.get(setting.text ?? '');
      if (fact?.state === 'missing') missing.push(setting);
      else if (fact?.state === 'unreadable') {
        yield {
          span: setting.valueSpan,
          message: `The file was not checked: ${fact.reason}. On the server, the user that runs it must be able to read it.`,
        };
      }
    }
    const [first, ...others] = missing;
    if (!first) return;
    // one sentence for all of them: on a machine that is not the server none may be here
    const paths = [...new Set(missing.map(({ text = '' }) => text))];
    const isOne = paths.length === 1;
    yield {
      span: first.valueSpan,
      message: `${listed(paths)} ${isOne ? 'is' : 'are'} not on this machine and ${isOne ? 'was' : 'were'} not checked; on the server ${isOne ? 'it' : 'they'} may be right. mongodbTls.pathMap (--path-map on the command line) says where server paths are found here.`,
      ...(others.length > 0
        ? {
            related: others.map(({ valueSpan }) => ({
              span: valueSpan,
              message: 'This file is not here either',
            })),
          }
        : {}),
    };
  },
);

/** More names make no sentence. */
const mostNames = 4;

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, paths.length > mostNames ? mostNames - 1 : mostNames);
  const rest = paths.length - shown.length;
  return enumeration(rest > 0 ? [...shown, `${rest} more files`] : shown);
}
