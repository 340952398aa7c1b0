/** Names that only the server's files have. */
export const ownNames =
  /^mongo(d|s|db|sqld)\.(conf|cfg)(\.(j2|jinja2?|erb|epp|template|tmpl|tpl|sample|example|default|dist|in|orig|old|bak))?$|^mongosqld[\w.-]*\.ya?ml$/i;
/** Names that configurations of the server have. */
export const configNames =
  /^mongo(?=[\w.-]*$)(?:[\w.-]*?\.(?:conf|cfg|cnf|config)(?:$|\.[\w.-])|[ds][\w.-]*?\.ya?ml(?:$|\.[\w.-]))/i;
/** Manifests, playbooks and tests have such names too. */
export const sharedConfigNames = /^mongo(?!sqld)[ds](?=[\w.-]*$)[\w.-]*?\.ya?ml(?:$|\.[\w.-])/i;
/** Names of keyfiles. */
export const keyFileNames = /^(?:mongo[\w.-]*)?key-?file[-_.]?\w{0,40}$|\.keyfile$/i;
/** Names of certificates, keys and lists of revocations. */
export const pemNames = /\.(pem|crt|cer|key|csr|crl)$/i;
/** Names that configurations of any program have. */
export const sharedNames = /\.(conf|cfg|cnf|config|ya?ml|json|ini|j2|erb|template|tmpl|tpl)$/i;
/** Files of other languages that may hold documents of ours. */
export const hostNames =
  /(^|[-_.])(docker|container)file([-_.]|$)|\.(sh|bash|zsh|service|ya?ml|json|j2|erb|template|tmpl|tpl|bat|cmd|ps1|tf|tfvars|hcl|nix|rb|pp|env|properties)$|^\.env/i;
/** Source code, in which clients are set up. */
export const sourceNames =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|java|kts?|groovy|gradle|scala|cs|fs|vb|php|rs|ex|exs|toml|ini|xml)$/i;
/** Of these the ones that are never a configuration by themselves, whatever words are in them. */
export const foreignNames =
  /(^|[-_.])(docker|container)file([-_.]|$)|\.(sh|bash|zsh|service|bat|cmd|ps1)(\.(j2|erb|template|tmpl|tpl))?$|\.(tf|tfvars|hcl|nix|rb|pp|env|properties|mdx?|markdown|js|ts|py|go|java|xml|toml)$|^\.env|^package(-lock)?\.json$|(^|[-_.])(values|compose|chart|kustomization)([-_.][\w.-]*)?\.ya?ml$/i;
/** Manuals are looked at when they are named or open; folders are not searched for them. */
export const proseNames = /\.(?:mdx?|markdown)$/i;

/** Whether a file of this name is worth opening to see if it is ours. Folders are searched by it. */
export function mayBeKnown(baseName: string): boolean {
  return [configNames, keyFileNames, pemNames, sharedNames, hostNames, sourceNames].some((pattern) =>
    pattern.test(baseName),
  );
}

/** Names that are written by tools, or that speak of MongoDB without configuring a server. */
const dependencyNames =
  /^(?:package|composer|bower|renovate|tsconfig[\w.-]*)(?:-lock)?\.json$|^pnpm-lock\.ya?ml$/i;

/**
 * Whether a file of this name may hold a configuration or a command line of a server, so that it is worth a look at its text to see
 * whether a workspace has to do with MongoDB. Certificates and source code say nothing of that.
 */
export function isCandidate(baseName: string): boolean {
  if (dependencyNames.test(baseName)) return false;
  return [configNames, keyFileNames, sharedNames, hostNames].some((pattern) => pattern.test(baseName));
}

/** Whether the name alone says that a file belongs to a server. */
export function isSurelyOurs(baseName: string): boolean {
  return ownNames.test(baseName);
}

/** Whether a file by its name may be a server of a cluster, or a script that says who its members are. */
export function mayTellOfClusters(name: string): boolean {
  return mayBeKnown(name) || isScript(name);
}

/** Whether a file by its name is a script of the shell. */
export function isScript(name: string): boolean {
  return /\.(?:js|mjs|mongodb)$/i.test(name);
}
