import { repository, version as manifestVersion } from '../../package.json';

/** The product's version, as in package.json. */
export const version: string = manifestVersion;

/** Where the product is developed, as package.json names it: rules, reports and schemas link there. */
export const repositoryUrl: string = repository.url;
