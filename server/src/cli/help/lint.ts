import type { CommandHelp } from './command-help.ts';
import { expiryWarningDays, memberHosts, mongodbVersion, pathMap, platform } from './shared-options.ts';

export const lint: CommandHelp = {
  purpose:
    'Checks configurations, keyfiles, PEM files and command lines as the server would at its start. A folder is searched; - is standard input.',
  parts: [
    {
      options: {
        format: {
          value: 'NAME',
          text: 'The form of a report: text (the default), unix, json, sarif, github, gitlab, junit or checkstyle; may be repeated.',
        },
        output: {
          value: 'FILE',
          text: 'Writes the report of the --format before it into a file instead of to standard output.',
        },
        quiet: { text: 'Leaves out the findings that do not make the run fail, and the counts.' },
        fix: { text: 'Rewrites the files with every fix that is safe, and reports what is left.' },
        'no-clients': { text: 'Leaves out the connection strings of clients.' },
        'mongodb-version': mongodbVersion,
        platform,
        edition: {
          value: 'E',
          text: 'The edition of the server: any (the default), community or enterprise.',
        },
        kind: {
          value: 'K',
          text: 'Reads all files as config, keyfile, pem or commandline instead of as their names and contents say (auto).',
        },
        'fail-on': {
          value: 'LEVEL',
          text: 'The least severity that makes the run fail: error (the default), warning or info.',
        },
        rule: {
          value: 'ID=LEVEL',
          text: 'Sets a rule to off, info, warning or error; may be repeated.',
        },
        'path-map': pathMap,
        exclude: {
          value: 'GLOB',
          text: 'Leaves out files and folders that match, where a folder is searched; may be repeated.',
        },
        'member-hosts': memberHosts,
        'expiry-warning-days': expiryWarningDays,
        'stdin-filename': {
          value: 'F',
          text: 'The name by which standard input is judged, mongod.conf by default.',
        },
      },
    },
  ],
  examples: [
    'mongodb-tls lint --mongodb-version 7.0 /etc/mongod.conf',
    'mongodb-tls lint --format text --format sarif --output mongodb-tls.sarif .',
  ],
};
