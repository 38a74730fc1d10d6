import type { Readable, Writable } from 'node:stream';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A command's end of an exec or attach session, whatever carries it. What the client did not ask for is absent. */
export interface CommandStreams {
  /** Ends when the client has no more to say. */
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  /** Absent with a terminal: both go to `stdout`. */
  readonly stderr?: Writable;
  readonly isTerminal: boolean;
  /** Told the last known size at once. Returns its undo. */
  onResize(listener: (size: TerminalSize) => void): () => void;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

export type CommandOutcome =
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** It could not be started. */
  | { readonly kind: 'failed'; readonly message: string };

/** Never rejects for what the command does; a rejection is a bug and reaches the client as an internal error. */
export type RunCommand = (streams: CommandStreams) => Promise<CommandOutcome>;
