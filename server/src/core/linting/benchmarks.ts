/** A catalogue of hardening rules that auditors use, in the version that was read. */
interface Benchmark {
  readonly name: string;
  readonly version: string;
}

/** By the words before the colon of {@link RuleMeta.benchmarks}. */
const benchmarks: Readonly<Record<string, Benchmark>> = {
  'CIS 8 v2.0.0': { name: 'CIS MongoDB 8 Benchmark', version: '2.0.0' },
  'STIG 8.x V1R1': { name: 'DISA STIG MongoDB Enterprise Advanced 8.x', version: 'V1R1' },
  'STIG 7.x V1R1': { name: 'DISA STIG MongoDB Enterprise Advanced 7.x', version: 'V1R1' },
  'STIG 4.x V1R2': { name: 'DISA STIG MongoDB Enterprise Advanced 4.x', version: 'V1R2' },
};

/** Takes `CIS 8 v2.0.0: 4.1` apart; undefined where the benchmark is none of the benchmarks above. */
export function benchmarkOf(text: string): (Benchmark & { readonly id: string }) | undefined {
  const [key = '', id = ''] = text.split(': ', 2);
  const benchmark = benchmarks[key];
  return benchmark && id !== '' ? { ...benchmark, id } : undefined;
}
