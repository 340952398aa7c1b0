/** A text as a YAML scalar that mongod reads as exactly this text: plain where that is safe, in braces too if it is `inFlow`, else in single quotes. */
export function yamlScalar(text: string, inFlow = false): string {
  const isPlain =
    /^[\w./\\](?:[^\s:#]|[ ](?=[^\s#])|:(?=[^\s]))*$/.test(text) &&
    !/^(?:null|Null|NULL|---.*|\.\.\..*)$/.test(text) &&
    !(inFlow && /[,[\]{}]/.test(text));
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  return isPlain && isAscii ? text : `'${text.replaceAll("'", "''")}'`;
}
