import type { PlanKind } from './plan.ts';
import type { PlanPaths } from './plan-options.ts';

interface KindFacts {
  /** What is so at the end, as a heading. */
  readonly title: string;
  /** How it gets there, as a second line in a list. */
  readonly detail: string;
  /** Which files the user may name for members that have none yet. */
  readonly asks: readonly (keyof PlanPaths)[];
}

/** The plans there are, the commonest first. */
export const kindFacts: Readonly<Record<PlanKind, KindFacts>> = {
  'require-tls': {
    title: 'From plain text to requireTLS',
    detail: 'Over allowTLS and preferTLS',
    asks: ['certificateKeyFile', 'clusterFile', 'caFile'],
  },
  x509: {
    title: 'Members authenticate with certificates',
    detail: 'From the keyfile to x509',
    asks: ['certificateKeyFile', 'clusterFile', 'caFile'],
  },
  'enforce-auth': {
    title: 'Members and users authenticate',
    detail: 'With transitionToAuth',
    asks: ['keyFile'],
  },
  'rename-ssl': {
    title: 'From the ssl names to the tls names',
    detail: 'One member after the other',
    asks: [],
  },
  'rotate-keyfile': {
    title: 'A new key for all members',
    detail: 'With both keys in between',
    asks: [],
  },
  'rotate-ca': {
    title: 'A new certificate authority',
    detail: 'Trust both, issue anew, drop the old one',
    asks: ['newCaFile'],
  },
  'renew-certificates': {
    title: 'New certificates with the same names',
    detail: 'By rotateCertificates where the release has it',
    asks: ['certificateKeyFile'],
  },
  'change-distinguished-name': {
    title: 'Certificates with another distinguished name',
    detail: 'Another O, OU or DC',
    asks: ['certificateKeyFile', 'clusterFile'],
  },
  'bi-connector': {
    title: 'TLS for the BI Connector',
    detail: 'From clients to mongosqld and from there to the cluster',
    asks: [],
  },
};

/** The settings whose files a user may name. */
export const pathNames: Readonly<Record<keyof PlanPaths, string>> = {
  certificateKeyFile: 'certificateKeyFile',
  clusterFile: 'clusterFile',
  caFile: 'CAFile',
  keyFile: 'keyFile',
  newCaFile: 'new CAFile',
};
