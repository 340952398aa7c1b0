import { server, type Text } from './advice.ts';
import { clientTexts } from './client-texts.ts';
import { networkTexts } from './network-texts.ts';
import type { DiagnosisCode } from './report.ts';
import { serverTexts } from './server-texts.ts';

/** The one table of explanations. The sentences about the case at hand come from where the failure was found. */
export const texts: Readonly<Record<DiagnosisCode, Text>> = {
  ...networkTexts,
  ...serverTexts,
  ...clientTexts,
  cancelled: {
    title: 'Cancelled',
    explanation: 'The test was cancelled before it ended.',
    fixes: [],
  },
  unknown: {
    title: 'The connection failed',
    explanation: 'The cause is not one that this tool knows.',
    fixes: [
      server("Look in the server's log at the same moment: mongod writes there why it closes a connection."),
    ],
  },
};
