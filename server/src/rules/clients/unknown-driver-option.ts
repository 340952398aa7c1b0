import type { DriverOption } from '../../core/client-options/client-options.ts';
import { rubyNameFor, settingsOptionNamed } from '../../core/client-options/settings-options.ts';
import type { Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'options',
  {
    severity: 'warning',
    summary: 'Spring Boot or the Ruby driver does not know a TLS option of a file of settings',
    citation: 'Spring Boot, class MongoProperties; mongo-ruby-driver, lib/mongo/client.rb, VALID_OPTIONS',
  },
  function* ({ reader, options }) {
    if (reader !== 'spring' && reader !== 'ruby') return;
    for (const option of options) {
      if (option.value === '' || settingsOptionNamed(reader, option.name)) continue;
      yield reader === 'spring' ? ofSpring(option) : ofRuby(option);
    }
  },
);

function ofSpring({ name, nameSpan: span }: DriverOption): Report {
  if (name.endsWith('.ssl'))
    return {
      span,
      message: `${name} is a group of properties, and Spring Boot does not start with a value for it: ssl.enabled turns TLS on.`,
      // what did not start connects with TLS from then on
      fix: {
        title: 'Write ssl.enabled',
        safe: false,
        edits: [{ span: [span[1], span[1]], text: '.enabled' }],
      },
    };
  return {
    span,
    message: `Spring Boot has no property ${name}, and ignores it: ssl.enabled turns TLS on, and ssl.bundle names the bundle (spring.ssl.bundle.pem.NAME or spring.ssl.bundle.jks.NAME) with the certificates.`,
  };
}

function ofRuby({ name, nameSpan: span }: DriverOption): Report {
  const instead = rubyNameFor(name);
  const message = `The Ruby driver has no option ${name}, and ignores it${instead ? `: it calls that ${instead.told}` : ''}.`;
  if (!instead?.exact) return { span, message };
  return {
    span,
    message,
    // what was ignored counts from then on
    fix: { title: `Rename it to ${instead.told}`, safe: false, edits: [{ span, text: instead.told }] },
  };
}
