import type { Plan, ServerCommand } from './plan.ts';

/** What a member's turn in the stage at hand asks for: new files come first, then a restart or a command. */
export interface NextStep {
  /** The id of the stage. */
  readonly stage: string;
  readonly restart: boolean;
  readonly command?: ServerCommand;
  /** The command for a shell. */
  readonly shell?: string;
}

/** The next step of each member that the first stage of a plan touches, by its id. */
export function nextSteps({ stages: [stage] }: Plan): ReadonlyMap<string, NextStep> {
  if (!stage) return new Map();
  const { id, order, restart, commands } = stage;
  return new Map(
    order.map((member): [string, NextStep] => {
      const given = commands.find((each) => each.member === member);
      return [
        member,
        { stage: id, restart, ...(given ? { command: given.command, shell: given.shell } : {}) },
      ];
    }),
  );
}
