/** Ids that rules had before they were merged, and the present ones: settings and comments of users have them still. */
export const formerRules: Readonly<Record<string, string>> = {
  'unknown-cluster-auth-mode': 'unknown-value',
  'unknown-ssl-mode': 'unknown-value',
  'unknown-tls-mode': 'unknown-value',
};

/** The present id of a rule that is called by its former or its present one. */
export function presentRule(id: string): string {
  return Object.hasOwn(formerRules, id) ? (formerRules[id] ?? id) : id;
}
