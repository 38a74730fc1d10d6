import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  expandToText,
  expandWord,
  patternOf,
  type ExpansionContext,
} from './expandWord';
import { LoopExit, type ShellState } from './Program';
import type { CompoundCommand, Script, Word } from './Script';

/** What a compound command needs of its shell; `run` gives the exit code of a script. */
export interface CompoundRunner {
  readonly state: ShellState;
  readonly signal: AbortSignal;
  readonly context: ExpansionContext;
  run(script: Script): Promise<number>;
  runApart(script: Script): Promise<number>;
  sleep(durationMs: number): Promise<void>;
}

/** Rounds after which a loop takes a breath: one that does nothing else must not keep everybody else waiting. */
const ROUNDS_PER_BREATH = 100;
const BREATH_MS = 10;

/** Runs it with the streams it has already; the exit code is that of what ran last. */
export async function runCompound(
  command: CompoundCommand,
  runner: CompoundRunner,
): Promise<number> {
  const { context, state } = runner;
  switch (command.kind) {
    case 'group':
      return runner.run(command.body);
    case 'subshell':
      return runner.runApart(command.body);
    case 'if':
      for (const { condition, body } of command.branches)
        if ((await runCondition(condition, runner)) === 0)
          return runner.run(body);
      return command.otherwise.length > 0 ? runner.run(command.otherwise) : 0;
    case 'loop':
      return runLoop(runner, command.body, async () => {
        const holds = (await runCondition(command.condition, runner)) === 0;
        return holds !== command.isUntil;
      });
    case 'for': {
      const values = command.words
        ? await expandAll(command.words, context)
        : state.positional.slice(1);
      let index = 0;
      return runLoop(runner, command.body, async () => {
        if (index >= values.length) return false;
        state.variables.set(command.name, values[index]);
        index += 1;
        return true;
      });
    }
    default: {
      const text = await expandToText(command.word, context);
      for (const { patterns, body } of command.branches)
        for (const pattern of patterns)
          if (patternOf(await expandToText(pattern, context), '.').test(text))
            return body.length > 0 ? runner.run(body) : 0;
      return 0;
    }
  }
}

async function runCondition(
  condition: Script,
  { state, run }: CompoundRunner,
): Promise<number> {
  state.conditionDepth += 1;
  try {
    return await run(condition);
  } finally {
    state.conditionDepth -= 1;
  }
}

async function runLoop(
  { state, signal, run, sleep }: CompoundRunner,
  body: Script,
  goesOn: () => Promise<boolean>,
): Promise<number> {
  let exitCode = 0;
  state.loopDepth += 1;
  try {
    for (let round = 1; await goesOn(); round += 1) {
      if (signal.aborted) return 130;
      try {
        exitCode = await run(body);
      } catch (error) {
        if (!(error instanceof LoopExit)) throw error;
        if (error.levels > 1) throw new LoopExit(error.kind, error.levels - 1);
        exitCode = 0;
        if (error.kind === 'break') break;
      }
      await (round % ROUNDS_PER_BREATH === 0 ? sleep(BREATH_MS) : nextTurn());
    }
    return signal.aborted ? 130 : exitCode;
  } finally {
    state.loopDepth -= 1;
  }
}

async function expandAll(
  words: readonly Word[],
  context: ExpansionContext,
): Promise<readonly string[]> {
  const fields: string[] = [];
  for (const word of words) fields.push(...(await expandWord(word, context)));
  return fields;
}
