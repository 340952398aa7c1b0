const templateSuffix =
  /\.(?:j2|jinja2?|erb|epp|template|tmpl|tpl|sample|example|default|dist|in|orig|old|bak)$/i;

/** The name of a file without its extension; of mongod.conf and mongos.conf that of the folder. */
export function baseId(path: readonly string[]): string {
  const name = (path.at(-1) ?? '').replace(templateSuffix, '').replace(/(?<=.)\.[^.]*$/, '');
  const folder = path.at(-2);
  return /^mongo[ds]$/i.test(name) && folder !== undefined && folder !== '' ? folder : name;
}

/** An id for each server: the name it has; where that is taken its folders before it, one after the other, else a number. */
export function uniqueIds(
  servers: readonly { readonly base: string; readonly path: readonly string[] }[],
): string[] {
  const taken = new Set<string>();
  const given = new Set(servers.map(({ base }) => base));
  return servers.map(({ base, path }) => {
    let id = base;
    for (const folder of path.slice(0, -1).toReversed()) {
      if (!taken.has(id)) break;
      const longer = `${folder}-${base}`;
      if (folder !== '' && folder !== base && !given.has(longer)) id = longer;
    }
    for (let number = 2; taken.has(id); number++) id = `${base}-${String(number)}`;
    taken.add(id);
    return id;
  });
}
