/** What every file with something of MongoDB's in it has somewhere; the cost of all others is this search. */
const trace = /mongo|MONGODB_EXTRA|bW9uZ29kY|dbPath|systemLog|replSetName|[cC]ertificateKeyFile|PEMKeyFile/;

/** Whether a file of another language may hold something of ours. */
export function mayHoldDocuments(text: string): boolean {
  return trace.test(text);
}
