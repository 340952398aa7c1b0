// Writes the sample workspace that the command "Open Sample Workspace" makes into the folder named.
import { nodeHost } from '../../server/src/host/node-host.ts';
import { makeSampleWorkspace } from '../../server/src/make/sample-workspace.ts';

async function main(folder = ''): Promise<void> {
  const made = await makeSampleWorkspace(folder, nodeHost);
  if ('problem' in made) throw new Error(made.problem);
}

void main(...process.argv.slice(2));
