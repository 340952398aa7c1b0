interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  title: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  cores?: number;
  isPatient?: boolean;
  countsOf?: (isOk: boolean) => Counts;
}

export function runSteps(
  steps: readonly Step[],
  options: { cores: number; say: (line: string) => void; write: (text: string) => void },
): Promise<Counts>;
