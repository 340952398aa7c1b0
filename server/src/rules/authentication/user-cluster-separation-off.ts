import { removeSetting } from '../../core/fixing/edits.ts';
import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { parameter, parameterFlag } from '../../core/config/parameters.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Users may look like members while members log in with certificates',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, enforceUserClusterSeparation (SERVER-45938)',
    since: ['4.4.6', '5.0'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['setParameter.enforceUserClusterSeparation'],
  },
  function* (config) {
    const separation = parameter(config, 'enforceUserClusterSeparation');
    const { mode, setting } = clusterAuth(config);
    if (!separation || !setting || !allowsX509(mode)) return;
    if (parameterFlag(config, 'enforceUserClusterSeparation') !== false) return;
    if (!standTogether(config, separation, setting)) return;
    const edit = removeSetting(config, separation);
    yield {
      span: separation.span,
      message: `enforceUserClusterSeparation must stay true with clusterAuthMode ${String(mode)}; the server does not start.`,
      related: [{ span: setting.span, message: 'members may log in with certificates here' }],
      ...(edit ? { fix: { title: 'Remove enforceUserClusterSeparation', safe: false, edits: [edit] } } : {}),
    };
  },
);
