// Runs programs side by side and counts how they end. Only Node's own modules here: on a fresh clone nothing else is there yet.
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** What programs leave behind may hold their output open; milliseconds. */
const lingering = 2000;

/**
 * Runs steps, at most as many at once as there are cores, each begun no earlier than those before it. A step is
 * `{ title, args }`, arguments for Node, and what it may have beside them: `env`; `cores`, how many it keeps busy (one);
 * `isPatient`, where it leaves the cores to the others; `countsOf`, which makes `{ passed, failed }` of whether it ended with 0.
 * Steps that share the machine are shown when they end, each as a whole; one that has all of it while it runs.
 * `say` takes a line of text, `write` a piece of output. Gives the sum of the counts.
 */
export async function runSteps(steps, { cores, say, write }) {
  const waiting = [...steps];
  const sum = { passed: 0, failed: 0 };
  const running = new Set();
  let free = cores;
  while (waiting.length > 0 || running.size > 0) {
    while (waiting.length > 0 && widthOf(waiting[0], cores) <= free) {
      const step = waiting.shift();
      const width = widthOf(step, cores);
      free -= width;
      const ended = runStep(step, { isAlone: width === cores, say, write }).then(({ passed, failed }) => {
        sum.passed += passed;
        sum.failed += failed;
        free += width;
        running.delete(ended);
      });
      running.add(ended);
    }
    await Promise.race(running);
  }
  return sum;
}

function widthOf({ cores: wanted = 1 }, cores) {
  return Math.min(wanted, cores);
}

async function runStep(step, { isAlone, say, write }) {
  const { title, countsOf = byStatus } = step;
  say(`${title} …`);
  const started = Date.now();
  const { isOk, output } = await outcomeOf(step, isAlone);
  const counts = countsOf(isOk);
  const isGood = isOk && counts.failed === 0;
  say(`${title}: ${isGood ? 'passed' : 'failed'} after ${Math.round((Date.now() - started) / 1000)} s`);
  write(output);
  return counts;
}

function byStatus(isOk) {
  return isOk ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Whether a step ended with 0, and what it said, unless that was shown already. Never rejects. */
function outcomeOf({ args, env = {}, isPatient = false }, isAlone) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    if (isPatient) beNice(child.pid);
    const chunks = [];
    const end = (isOk, more = '') => {
      resolve({ isOk, output: Buffer.concat(chunks).toString('utf8') + more });
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', ({ message }) => end(false, `${message}\n`));
    child.once('exit', (code, signal) => {
      const timer = setTimeout(finish, lingering);
      child.once('close', finish);
      function finish() {
        clearTimeout(timer);
        end(code === 0, signal === null ? '' : `Ended by ${signal}\n`);
        for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      }
    });
  });
}

function beNice(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // it ended already, or this system has no priorities
  }
}
