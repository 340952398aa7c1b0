/** What every file with something of MongoDB's in it has somewhere; the cost of all others is this search. */
const trace =
  /mongo|MotorClient|MONGODB_EXTRA|bW9uZ29kY|dbPath|systemLog|replSetName|[cC]ertificateKeyFile|PEMKeyFile/;

/** Whether a file of another language may hold something of ours. The settings of Mongoid need not mention MongoDB. */
export function mayHoldDocuments(text: string, fileName = ''): boolean {
  return trace.test(text) || fileName.startsWith('mongoid.');
}
