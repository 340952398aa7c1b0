import type { CancellationToken, Connection } from 'vscode-languageserver';
import { requests, type MigrateToTlsParams, type RequestTypes } from '../protocol.ts';
import { clientSnippets } from './client-snippets-request.ts';
import { completePem, completingFailed } from './complete-pem-request.ts';
import { suggest, test, testFailed } from './connection-requests.ts';
import { settingsOfServer } from './effective-settings-request.ts';
import { explainLog, explainLogFailed, explainLogLine } from './explain-log-request.ts';
import type { Handlers } from './handlers.ts';
import { inspect, inspectFailed } from './inspect-request.ts';
import { planRotation } from './key-rotation-plan.ts';
import { reviewFailed, reviewRotation, rotateKeyfile, rotationFailed } from './key-rotation-requests.ts';
import {
  certificatesFailed,
  combine,
  generateKeyfile,
  generateTestCertificates,
  makingFailed,
  sampleFailed,
  writeSample,
} from './make-requests.ts';
import { sendingFailed } from './live-plan.ts';
import { migrateToTls, nothingToMigrate } from './migrate-request.ts';
import { migrateWorkspace, workspaceMigrationFailed } from './migrate-workspace-request.ts';
import { planChoices, planCluster, planFailed } from './plan-request.ts';
import type { Session } from './session.ts';
import { clusterCheckFailed } from './cluster-check.ts';
import { stateVersionOf, versionsOfDocument } from './versions-request.ts';

type Params<N extends keyof RequestTypes> = RequestTypes[N]['params'];
type Result<N extends keyof RequestTypes> = RequestTypes[N]['result'];

/** Answers the {@link requests} that are our own, beyond the LSP. */
export function answerOwnRequests(
  connection: Connection,
  session: Session,
  { request, feature }: Handlers,
): void {
  const answer = <N extends keyof RequestTypes>(
    name: N,
    fallback: Result<N>,
    handle: (params: Params<N>, session: Session, token: CancellationToken) => Result<N> | Promise<Result<N>>,
  ): void => {
    connection.onRequest(
      name,
      request(name, fallback, (params: Params<N>, token) => handle(params, session, token)),
    );
  };
  answer(requests.inspectPem, inspectFailed, inspect);
  answer(requests.testConnection, testFailed, test);
  answer(requests.suggestConnection, null, suggest);
  answer(requests.clientSnippets, { snippets: [] }, clientSnippets);
  answer(requests.generateKeyfile, makingFailed, generateKeyfile);
  answer(requests.planKeyRotation, { groups: [] }, planRotation);
  answer(requests.reviewKeyRotation, reviewFailed, reviewRotation);
  answer(requests.rotateKeyfile, rotationFailed, rotateKeyfile);
  answer(requests.generateTestCertificates, certificatesFailed, generateTestCertificates);
  answer(requests.writeSample, sampleFailed, writeSample);
  answer(requests.combinePem, makingFailed, combine);
  answer(requests.explainLog, explainLogFailed, explainLog);
  answer(requests.explainLogLine, null, explainLogLine);
  answer(requests.completePem, completingFailed, completePem);
  answer(requests.planKinds, { kinds: [] }, planChoices);
  answer(requests.planCluster, planFailed, planCluster);
  answer(requests.sendPlanCommand, sendingFailed, (params, { livePlan }, token) =>
    livePlan.send(params, token),
  );
  answer(requests.migrateWorkspace, workspaceMigrationFailed, migrateWorkspace);
  answer(requests.checkCluster, clusterCheckFailed, (_, { clusters }) => clusters.report());

  connection.onRequest(
    requests.effectiveSettings,
    feature(requests.effectiveSettings, null, settingsOfServer),
  );
  connection.onRequest(requests.stateVersion, feature(requests.stateVersion, null, stateVersionOf));
  connection.onRequest(
    requests.versions,
    feature(requests.versions, null, (analysis, params: Params<typeof requests.versions>) =>
      versionsOfDocument(analysis, params, session.rules),
    ),
  );
  const migrate = feature(requests.migrateToTls, nothingToMigrate, migrateToTls);
  connection.onRequest(
    requests.migrateToTls,
    async (params: MigrateToTlsParams, token: CancellationToken) => {
      // the command may be what woke the extension up
      await session.othersTold;
      return migrate(params, token);
    },
  );
}
