import { sinkOf } from '../shell/bytePipe';
import { parseScript } from '../shell/parseScript';
import { ExitRequest, type ByteSink, type ShellState } from '../shell/Program';
import { Shell, type ShellOptions, type ShellStreams } from '../shell/Shell';
import { ShellSyntaxError } from '../shell/ShellSyntaxError';
import type { CommandStreams, TerminalSize } from '../streaming/CommandStreams';
import { ForegroundInput } from './ForegroundInput';
import { KeyQueue } from './KeyQueue';
import { LineEditor } from './LineEditor';

const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** One client's terminal: programs in the foreground, and shells that edit lines, until it leaves. */
export class TerminalSession {
  readonly #options: Omit<ShellOptions, 'signal'>;
  readonly #signal: AbortSignal;
  readonly #screen: ByteSink;
  readonly #keys: KeyQueue;
  readonly #undoResize: () => void;
  #size = DEFAULT_SIZE;

  /** `streams` has both stdin and stdout. */
  constructor(
    streams: Required<Pick<CommandStreams, 'stdin' | 'stdout'>> &
      Pick<CommandStreams, 'onResize' | 'signal'>,
    options: Omit<ShellOptions, 'signal'>,
  ) {
    this.#options = options;
    this.#signal = streams.signal;
    this.#screen = toScreen(sinkOf(streams.stdout));
    this.#keys = new KeyQueue(streams.stdin);
    this.#undoResize = streams.onResize(size => (this.#size = size));
  }

  /** Runs one program as it is named. The exit code; 130 after Ctrl-C. */
  runCommand(command: readonly string[]): Promise<number> {
    return this.#inForeground(this.#options.state, (shell, streams) =>
      shell.runCommand(command, streams),
    );
  }

  dispose(): void {
    this.#undoResize();
  }

  async #runShell(state: ShellState): Promise<number> {
    const write = (text: string) => this.#screen.write(text);
    const editor = new LineEditor(this.#keys, write);
    for (;;) {
      const line = await editor.readLine(this.#promptOf(state), this.#signal);
      if (line === undefined) {
        if (!this.#signal.aborted) await write('exit\n');
        return state.lastExitCode;
      }
      if (!line.trim()) continue;
      try {
        const script = parseScript(line);
        state.lastExitCode = await this.#inForeground(state, (shell, streams) =>
          shell.runScript(script, streams),
        );
      } catch (error) {
        if (error instanceof ExitRequest) return error.exitCode;
        if (!(error instanceof ShellSyntaxError)) throw error;
        await write(`sh: ${error.message}\n`);
        state.lastExitCode = 2;
      }
    }
  }

  async #inForeground(
    state: ShellState,
    run: (shell: Shell, streams: ShellStreams) => Promise<number>,
  ): Promise<number> {
    const interrupt = new AbortController();
    const input = new ForegroundInput(
      this.#keys,
      text => this.#screen.write(text),
      () => interrupt.abort(),
    );
    const shell = new Shell({
      ...this.#options,
      state,
      signal: AbortSignal.any([this.#signal, interrupt.signal]),
    });
    try {
      const exitCode = await run(shell, {
        stdin: input.source,
        stdout: this.#screen,
        stderr: this.#screen,
        terminal: {
          size: () => this.#size,
          takeKeys: () => input.takeKeys(),
          runShell: async inner => {
            await input.stop();
            return this.#runShell(inner);
          },
        },
      });
      return interrupt.signal.aborted ? 130 : exitCode;
    } finally {
      await input.stop();
    }
  }

  #promptOf({ folder }: ShellState): string {
    return `root@${this.#options.host.hostname}:${folder}# `;
  }
}

/** A terminal turns a line feed into carriage return and line feed. */
function toScreen(raw: ByteSink): ByteSink {
  return {
    write: data => raw.write(data.toString().replace(/\r?\n/g, '\r\n')),
  };
}
