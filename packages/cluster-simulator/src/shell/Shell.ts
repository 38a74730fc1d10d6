import { FileError } from '../files/FileError';
import type { VirtualFiles } from '../files/VirtualFiles';
import { createBytePipe, createCollector } from './bytePipe';
import type { ContainerHost } from './ContainerHost';
import { expandToText, expandWord, type ExpansionContext } from './expandWord';
import { parseScript } from './parseScript';
import {
  BrokenPipeError,
  ControlTransfer,
  ExitRequest,
  ReturnRequest,
  UsageError,
  createShellState,
  type ByteSink,
  type Program,
  type ShellState,
  type Terminal,
} from './Program';
import { programs } from './programs';
import { redirectStreams } from './redirectStreams';
import { runCompound } from './runCompound';
import type { Command, CompoundCommand, Script, SimpleCommand } from './Script';
import { SharedInput } from './SharedInput';
import { variableOf, withVariables } from './variables';
import { ShellSyntaxError } from './ShellSyntaxError';

const MAX_DEPTH = 16;
/** Calls of functions inside one another. */
const MAX_CALLS = 100;

export interface ShellStreams {
  readonly stdin: AsyncIterable<Buffer>;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  readonly terminal?: Terminal;
}

export interface ShellOptions {
  readonly files: VirtualFiles;
  readonly host: ContainerHost;
  readonly state: ShellState;
  readonly signal: AbortSignal;
  readonly depth?: number;
}

/**
 * Runs scripts and programs in a simulated container.
 *
 * - Exit codes are those of a shell: 127 for a program that is not there, 2 for wrong use and syntax, 141 for a broken pipe, 130 after Ctrl-C.
 * - The programs of a pipeline run at the same time; its exit code is that of the last.
 * - What a program throws is reported on stderr, never thrown on, except `ControlTransfer`, which ends a loop, a call or the shell.
 */
export class Shell {
  readonly #options: ShellOptions;

  constructor(options: ShellOptions) {
    this.#options = options;
  }

  get state(): ShellState {
    return this.#options.state;
  }

  /** Runs a script to its end or its `exit`; the exit code. */
  async runText(text: string, streams: ShellStreams): Promise<number> {
    try {
      return await this.runScript(parseScript(text), {
        ...streams,
        stdin: SharedInput.of(streams.stdin),
      });
    } catch (error) {
      if (error instanceof ExitRequest) return error.exitCode;
      if (!(error instanceof ShellSyntaxError)) throw error;
      await streams.stderr.write(`sh: ${error.message}\n`);
      this.state.lastExitCode = 2;
      return 2;
    }
  }

  /** Throws `ExitRequest` when the script asks to end the shell. */
  async runScript(script: Script, streams: ShellStreams): Promise<number> {
    const { state, signal } = this.#options;
    for (const [index, { after, pipeline }] of script.entries()) {
      if (signal.aborted) return 130;
      if (after === 'and' && state.lastExitCode !== 0) continue;
      if (after === 'or' && state.lastExitCode === 0) continue;
      const exitCode = await this.#runPipeline(pipeline.commands, streams);
      state.lastExitCode = pipeline.isNegated
        ? Number(exitCode === 0)
        : exitCode;
      const isMinded =
        pipeline.isNegated ||
        (script[index + 1]?.after ?? 'always') !== 'always';
      if (
        exitCode !== 0 &&
        state.exitsOnFailure &&
        state.conditionDepth === 0 &&
        !isMinded
      )
        throw new ExitRequest(exitCode);
    }
    return state.lastExitCode;
  }

  /** Runs one program as it is named, without any expansion. */
  async runCommand(
    [name = '', ...args]: readonly string[],
    streams: ShellStreams,
  ): Promise<number> {
    const called = this.state.functions.get(name);
    if (called) return this.#call(called, [name, ...args], streams);
    const program = this.#findProgram(name);
    if (!program) {
      await streams.stderr.write(`sh: ${name}: not found\n`);
      return 127;
    }
    const { files, host, state, signal, depth = 0 } = this.#options;
    try {
      return await program({
        name: name.split('/').at(-1) ?? name,
        args,
        ...streams,
        state,
        files,
        host,
        signal,
        run: (command, stdin = streams.stdin) =>
          this.runCommand(command, { ...streams, stdin }),
        runScript: (script, positional) =>
          this.#inner(depth + 1, {
            ...createShellState([]),
            variables: new Map(state.variables),
            folder: state.folder,
            positional,
          }).runText(script, streams),
        evaluate: script => this.runScript(parseScript(script), streams),
      });
    } catch (error) {
      return this.#report(name, error, streams.stderr);
    }
  }

  hasProgram(name: string): boolean {
    return this.#findProgram(name) !== undefined;
  }

  #findProgram(name: string): Program | undefined {
    const base = name.startsWith('/')
      ? /^\/(?:usr\/)?s?bin\/([^/]+)$/.exec(name)?.[1]
      : name;
    return base !== undefined && Object.hasOwn(programs, base)
      ? programs[base]
      : undefined;
  }

  async #runPipeline(
    commands: readonly Command[],
    streams: ShellStreams,
  ): Promise<number> {
    if (commands.length === 1) return this.#run(commands[0], streams);
    const pipes = commands.slice(1).map(createBytePipe);
    const { terminal, ...plain } = streams;
    const codes = await Promise.all(
      commands.map(async (command, index) => {
        const before = pipes[index - 1];
        const after = pipes[index];
        const shell = this.#inner((this.#options.depth ?? 0) + 1);
        try {
          return await shell.#run(command, {
            ...plain,
            ...(before && { stdin: before.source }),
            ...(after ? { stdout: after.sink } : terminal && { terminal }),
          });
        } catch (error) {
          return exitCodeOf(error);
        } finally {
          after?.end();
          before?.close();
        }
      }),
    );
    return codes[codes.length - 1];
  }

  async #run(command: Command, streams: ShellStreams): Promise<number> {
    switch (command.kind) {
      case 'simple':
        return this.#runSimple(command, streams);
      case 'function':
        this.state.functions.set(command.name, command.body);
        return 0;
      default:
        return this.#runCompound(command, streams);
    }
  }

  async #runCompound(
    command: CompoundCommand,
    outer: ShellStreams,
  ): Promise<number> {
    const { state, signal, host, depth = 0 } = this.#options;
    try {
      const context = this.#expansion(outer);
      const redirected = await redirectStreams(
        command.redirects,
        outer,
        context,
      );
      const streams = {
        ...redirected.streams,
        stdin: SharedInput.of(redirected.streams.stdin),
      };
      try {
        return await runCompound(command, {
          state,
          signal,
          context: this.#expansion(streams),
          run: script => this.runScript(script, streams),
          runApart: script =>
            this.#inner(depth + 1)
              .runScript(script, streams)
              .catch(exitCodeOf),
          sleep: durationMs => host.sleep(durationMs, signal),
        });
      } finally {
        redirected.finish();
      }
    } catch (error) {
      return this.#report('sh', error, outer.stderr);
    }
  }

  /** Of a function: its arguments are its own, everything else is the shell's. */
  async #call(
    body: Command,
    words: readonly string[],
    streams: ShellStreams,
  ): Promise<number> {
    const { state } = this;
    if (state.callDepth >= MAX_CALLS) throw new UsageError('nested too deep');
    const { positional } = state;
    state.positional = words;
    state.callDepth += 1;
    try {
      return await this.#run(body, streams);
    } catch (error) {
      if (error instanceof ReturnRequest) return error.exitCode;
      throw error;
    } finally {
      state.positional = positional;
      state.callDepth -= 1;
    }
  }

  async #runSimple(
    command: SimpleCommand,
    streams: ShellStreams,
  ): Promise<number> {
    const { state } = this.#options;
    try {
      const context = this.#expansion(streams);
      const words: string[] = [];
      for (const word of command.words)
        words.push(...(await expandWord(word, context)));
      const values: [string, string][] = [];
      for (const { name, value } of command.assignments)
        values.push([name, await expandToText(value, context)]);
      const redirected = await redirectStreams(
        command.redirects,
        streams,
        context,
      );
      try {
        if (words.length === 0) {
          for (const [name, value] of values) state.variables.set(name, value);
          return 0;
        }
        return await withVariables(state.variables, values, () =>
          this.runCommand(words, redirected.streams),
        );
      } finally {
        redirected.finish();
      }
    } catch (error) {
      return this.#report('sh', error, streams.stderr);
    }
  }

  #expansion(streams: ShellStreams): ExpansionContext {
    const { files, state, depth = 0 } = this.#options;
    return {
      files,
      folder: state.folder,
      variable: name => variableOf(state, name),
      positional: state.positional.slice(1),
      outputOf: async script => {
        const collector = createCollector();
        const { terminal, ...plain } = streams;
        state.lastExitCode = await this.#inner(depth + 1)
          .runScript(script, { ...plain, stdout: collector.sink })
          .catch(exitCodeOf);
        return collector.text();
      },
    };
  }

  /** A shell that shares the container, with variables and folder of its own. */
  #inner(depth: number, change: Partial<ShellState> = {}): Shell {
    if (depth > MAX_DEPTH) throw new UsageError('nested too deep');
    const { state } = this.#options;
    return new Shell({
      ...this.#options,
      depth,
      state: {
        ...state,
        variables: new Map(state.variables),
        functions: new Map(state.functions),
        ...change,
      },
    });
  }

  async #report(
    name: string,
    error: unknown,
    stderr: ByteSink,
  ): Promise<number> {
    if (error instanceof ControlTransfer) throw error;
    if (error instanceof BrokenPipeError) return 141;
    if (this.#options.signal.aborted) return 130;
    const place = error instanceof FileError ? `${error.path}: ` : '';
    const message = error instanceof Error ? error.message : String(error);
    await stderr.write(`${name}: ${place}${message}\n`).catch(() => {
      // Nobody reads the complaint either.
    });
    return error instanceof UsageError ? 2 : 1;
  }
}

/** What ends only its own part of a pipeline, or its own subshell. */
function exitCodeOf(error: unknown): number {
  if (error instanceof ExitRequest || error instanceof ReturnRequest)
    return error.exitCode;
  if (error instanceof ControlTransfer) return 0;
  throw error;
}
