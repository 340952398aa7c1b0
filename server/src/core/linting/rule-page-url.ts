/** The address of a rule's page: editors and SARIF viewers link to it. */
export function rulePageUrl(id: string): string {
  return `https://github.com/mongodb-tls/mongodb-tls/blob/main/server/src/rules/${id}.md`;
}
