/** Where the server runs. */
export type Platform = 'linux' | 'windows' | 'macos';

/** `any` accepts the settings of Enterprise without a word. */
export type Edition = 'any' | 'community' | 'enterprise';

/** The kinds of expansion directives that a server follows, as `--configExpand` of its command line says (4.2+). */
export type ConfigExpand = 'none' | 'rest' | 'exec' | 'rest,exec';

export type Program = 'mongod' | 'mongos' | 'mongosqld';

/** Who makes an image of the server: each has an entrypoint of its own. */
export type ImageMaker = 'official' | 'mongodb' | 'percona' | 'bitnami';
