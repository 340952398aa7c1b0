import { certificate } from '../../support/certs.ts';
import { testRule } from '../../support/rule-tester.ts';

const now = Date.UTC(2026, 10, 26);
const lasting = (from: string, to: string): string =>
  certificate({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` }).pem;
const marked = (pem: string): string => pem.replace('-----BEGIN CERTIFICATE-----', '⟦$&⟧');

testRule('certificate-expires-soon', {
  valid: [
    { text: lasting('2026-01-01', '2028-01-01'), now },
    // six days, of which two are gone
    { text: lasting('2026-11-24', '2026-11-30'), now },
    // ninety days, of which fifty are gone
    { text: lasting('2026-10-07', '2027-01-05'), now, expiryWarningDays: 60 },
  ],
  invalid: [
    { text: marked(lasting('2026-01-01', '2026-12-20')), now, message: 'expires in 24 days' },
    { text: marked(lasting('2026-11-21', '2026-11-27')), now, message: 'expires in 1 day' },
  ],
});
