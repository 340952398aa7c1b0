import fc from 'fast-check';

/**
 * Property tests have the same inputs in every run, so that what fails here fails everywhere. `FC_SEED=random` looks for new
 * counterexamples, `FC_SEED=<number>` repeats a run.
 */
const { FC_SEED: wanted = '20261201' } = process.env;
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
