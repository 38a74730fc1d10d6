import type { VirtualFiles } from '../files/VirtualFiles';
import type { TerminalSize } from '../streaming/CommandStreams';
import type { ContainerHost } from './ContainerHost';
import type { Command } from './Script';

/** What changes while a shell runs; a program that changes it changes its shell. */
export interface ShellState {
  readonly variables: Map<string, string>;
  /** Absolute, without a slash at the end. */
  folder: string;
  /** `$0`, `$1`, … */
  positional: readonly string[];
  lastExitCode: number;
  readonly functions: Map<string, Command>;
  /** Loops, functions and conditions that run now: `break`, `return` and `set -e` mind them. */
  loopDepth: number;
  callDepth: number;
  conditionDepth: number;
  /** `set -e` */
  exitsOnFailure: boolean;
}

/** The state of a shell that just started. */
export function createShellState(
  variables: Iterable<readonly [string, string]>,
  folder = '/',
): ShellState {
  return {
    variables: new Map(variables),
    folder,
    positional: ['sh'],
    lastExitCode: 0,
    functions: new Map(),
    loopDepth: 0,
    callDepth: 0,
    conditionDepth: 0,
    exitsOnFailure: false,
  };
}

/** Where bytes go. Rejects with `BrokenPipeError` once nobody reads them. */
export interface ByteSink {
  write(data: Buffer | string): Promise<void>;
}

/** What a program may ask of the terminal that it writes to. */
export interface Terminal {
  size(): TerminalSize;
  /** From now on stdin brings every key at once instead of lines. */
  takeKeys(): void;
  /** A shell that edits lines, until it is left; the exit code. Nothing more comes on stdin afterwards. */
  runShell(state: ShellState): Promise<number>;
}

export interface ProgramContext {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin: AsyncIterable<Buffer>;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  readonly state: ShellState;
  readonly files: VirtualFiles;
  readonly host: ContainerHost;
  /** Aborts when the client is gone or pressed Ctrl-C. */
  readonly signal: AbortSignal;
  /** Absent when stdout is no terminal. */
  readonly terminal?: Terminal;
  /** Runs a program of the container with the same streams; the exit code, 127 when there is none of the name. */
  run(
    command: readonly string[],
    stdin?: AsyncIterable<Buffer>,
  ): Promise<number>;
  /** Runs a script in this shell. */
  evaluate(script: string): Promise<number>;
  /** Runs a script in a shell of its own. */
  runScript(script: string, positional: readonly string[]): Promise<number>;
}

/** Resolves with the exit code. A `FileError` that it throws is reported as the C library words it. */
export type Program = (context: ProgramContext) => Promise<number>;

export class BrokenPipeError extends Error {
  constructor() {
    super('Broken pipe');
    this.name = 'BrokenPipeError';
  }
}

/** Unwinds to where it is minded; never reported. */
export class ControlTransfer extends Error {}

/** `break N` and `continue N`: unwind to the loop. */
export class LoopExit extends ControlTransfer {
  readonly kind: 'break' | 'continue';
  readonly levels: number;

  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind);
    this.name = 'LoopExit';
    this.kind = kind;
    this.levels = levels;
  }
}

/** `return N`: unwinds to the call of the function. */
export class ReturnRequest extends ControlTransfer {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('return');
    this.name = 'ReturnRequest';
    this.exitCode = exitCode;
  }
}

/** `exit N`: unwinds to the shell that ends. */
export class ExitRequest extends ControlTransfer {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.name = 'ExitRequest';
    this.exitCode = exitCode;
  }
}

/** What a program was called with does not fit; printed behind its name, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
