import type { CertificateFacts, CrlFacts } from '../../../server/src/core/inspect/inspect-report.ts';
import { badge, type Level } from '../pages/markup.ts';

/** How long a certificate is valid, in words; as bad as the finding of it, because what it is for is not known. */
export function validity({ state, daysLeft }: CertificateFacts): string {
  switch (state) {
    case 'valid':
      return badge('good', `${days(daysLeft)} left`);
    case 'ending':
      return badge('warning', `${days(daysLeft)} left`);
    case 'expired':
      return badge('warning', `expired ${days(daysLeft)} ago`);
    case 'not-yet-valid':
      return badge('warning', 'not valid yet');
  }
}

/** Whether a revocation list is still good. */
export function crlStanding({ daysLeft }: CrlFacts): string {
  if (daysLeft === undefined) return '';
  return daysLeft < 0
    ? badge('warning', `ran out ${days(daysLeft)} ago`)
    : badge('good', `${days(daysLeft)} left`);
}

/** What is left of a span of time, drawn before the words for it. */
export function bar(level: Level, from: string, to: string, daysLeft: number, words: string): string {
  const whole = Math.max(1, (Date.parse(to) - Date.parse(from)) / 86_400_000);
  const left = Math.min(100, Math.max(0, (100 * daysLeft) / whole)) || 0;
  return `<div class="left"><svg class="${level}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="4"/><rect class="rest" width="${left.toFixed(1)}" height="4"/></svg> ${words}</div>`;
}

/** The common name where there is one: a heading has to be short. */
export function shortName(subject: string): string {
  return /(?:^|,)\s*CN=((?:\\.|[^,\\])+)/.exec(subject)?.[1] ?? (subject === '' ? '(no name)' : subject);
}

function days(number: number): string {
  const size = Math.abs(number);
  return size === 1 ? '1 day' : `${size.toLocaleString('en')} days`;
}
