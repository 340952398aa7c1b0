import { bindAddresses } from '../../core/config/bind-addresses.ts';
import { spelled, unlessFlag } from '../../core/config/display-name.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { addSetting, replaceValue } from '../../core/fixing/edits.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { parseIp } from '../../core/pem/der/general-name.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'An IPv6 address is given, and IPv6 is off',
    citation: 'src/mongo/transport/transport_layer_asio.cpp, TransportLayerASIO::setup and WrappedResolver',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.bindIp'],
  },
  function* (config, facts) {
    const { format } = config;
    const given = config.get('net.ipv6');
    const isOff = given ? config.flag('net.ipv6') === false : isAbsent(config, 'net.ipv6');
    // a command line that names a file may have the switch there
    if (!isOff || (format === 'flags' && config.get('config'))) return;
    const name = spelled(config, format === 'ini' ? 'ipv6' : 'net.ipv6');
    const unless = given ? '' : unlessFlag(config, facts, 'net.ipv6');
    for (const { setting, text, span } of bindAddresses(config)) {
      if (!text.includes(':') || parseIp(text) === undefined) continue;
      const edit = given
        ? replaceValue(config, given, 'true')
        : addSetting(config, 'net.ipv6', 'true', setting);
      yield {
        span,
        message: `Without ${name} the server looks for IPv4 addresses only, passes ${text} over and does not listen there${unless}.`,
        ...(given ? { related: [{ span: given.span, message: 'IPv6 is switched off here' }] } : {}),
        ...(edit ? { fix: { title: `Switch ${name} on`, safe: false, edits: [edit] } } : {}),
      };
    }
  },
);
