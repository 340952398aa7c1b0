import { bindAddresses } from '../../core/config/bind-addresses.ts';
import { spelled } from '../../core/config/display-name.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { parseIp } from '../../core/pem/der/general-name.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A network such as 10.0.0.0/8 is given as an address to listen on',
    citation: 'src/mongo/transport/transport_layer_asio.cpp, WrappedResolver::_checkForUnixSocket',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.bindIp'],
  },
  function* (config, facts) {
    const name = spelled(config, config.format === 'ini' ? 'bind_ip' : 'net.bindIp');
    const taken =
      platformOf(config, facts) === 'windows'
        ? 'looks for a host of this name and finds none'
        : 'takes this one for the path of a Unix domain socket, which it cannot make, and does not start';
    for (const { text, span } of bindAddresses(config)) {
      const [address = '', bits] = text.split('/');
      if (bits === undefined || !/^\d{1,3}$/.test(bits) || parseIp(address) === undefined) continue;
      yield {
        span,
        message: `${name} names addresses of this machine to listen on and no networks: the server ${taken}. Who may connect is a matter of the firewall, of clusterIpSourceAllowlist for members and of authenticationRestrictions for users.`,
      };
    }
  },
);
