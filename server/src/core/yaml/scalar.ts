/** A text as a YAML scalar in a block map that mongod reads as exactly this text: plain where that is safe, else in single quotes. */
export function yamlScalar(text: string): string {
  const isPlain =
    /^[\w./\\](?:[^\s:#]|[ ](?=[^\s#])|:(?=[^\s]))*$/.test(text) &&
    !/^(?:null|Null|NULL|---.*|\.\.\..*)$/.test(text);
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  return isPlain && isAscii ? text : `'${text.replaceAll("'", "''")}'`;
}
