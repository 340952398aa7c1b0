import { pause } from './processes.mjs';

/** How long a user would wait for anything on a machine that does much else. */
const patienceMs = 90_000;

/** Asks again and again until there is an answer that is true; gives it. `what` reads on from "It did not come about that". */
export async function until(what, ask, patience = patienceMs) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`It did not come about that ${what}`);
    await pause(100);
  }
}

/** Whether a promise holds; what it fails with does not matter. */
export function succeeds(action) {
  return action.then(
    () => true,
    () => false,
  );
}
