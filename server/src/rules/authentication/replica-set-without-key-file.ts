import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { isAbsent, settingsOf } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A replica set with access control has no way for its members to authenticate',
    citation:
      'src/mongo/db/mongod_options.cpp, "security.keyFile is required when authorization is enabled" (SERVER-48516)',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['replication.replSetName', 'replication.replSet'],
  },
  function* (config, facts) {
    const [name] = settingsOf(config, ['replication.replSetName', 'replication.replSet']);
    const authorization = config.get('security.authorization');
    if (!name?.text || authorization?.text !== 'enabled') return;
    const { mode } = clusterAuth(config);
    if (mode === undefined || mode === 'x509' || !isAbsent(config, 'security.keyFile')) return;
    // a mode without its key file is refused before: cluster-auth-without-key-file
    const isRefused = hasReached(facts.serverVersion, ['4.4.6', '5.0']);
    if (mode !== 'none' && (hasReached(facts.serverVersion, '5.0') || !isRefused)) return;
    const isOfImage = authorization.from === 'environment';
    yield {
      span: isOfImage ? name.span : authorization.span,
      ...(isRefused ? {} : { severity: 'warning' }),
      message:
        `${isOfImage ? 'MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD make the image add --auth' : 'Authorization is enabled'} on a member of a replica set, and members have neither a keyFile nor clusterAuthMode x509 ` +
        `to log in to each other; ${isRefused ? 'the server does not start' : 'it works with one member only, and from 4.4.6 and 5.0 on the server does not start'}${unlessFlag(config, facts, 'security.keyFile')}.`,
      related: [
        isOfImage
          ? { span: authorization.span, message: 'the first user is given here' }
          : { span: name.span, message: 'the replica set is named here' },
      ],
    };
  },
);
