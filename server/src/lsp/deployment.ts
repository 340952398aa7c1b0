import { isSamePart } from '../core/deployment/deployment.ts';
import type { DeploymentPart } from '../core/facts/deployment-part.ts';

/** What the files of the workspace, as they are saved, say of the deployment. */
export class Deployment {
  readonly #parts = new Map<string, DeploymentPart>();
  #isNews = false;

  /** By the path of the file that says it; a copy. */
  get parts(): ReadonlyMap<string, DeploymentPart> {
    return new Map(this.#parts);
  }

  /** Takes what a file says; undefined for one that is gone or none of ours. */
  learn(path: string, part: DeploymentPart | undefined): void {
    const known = this.#parts.get(path);
    const says = part && (part.hostLists.length > 0 || part.x509Server) ? part : undefined;
    if (known === says || (known && says && isSamePart(known, says))) return;
    if (says) this.#parts.set(path, says);
    else this.#parts.delete(path);
    this.#isNews = true;
  }

  /** Whether something was learnt since the last call. */
  takeNews(): boolean {
    const isNews = this.#isNews;
    this.#isNews = false;
    return isNews;
  }
}
