import type { NodeSession } from '../clients/NodeSession';

/** The real programs and the library that the commands are recorded for. */
export type ClientName =
  | 'kubectl 1.32'
  | 'kubectl 1.35'
  | 'helm 4'
  | 'kubernetes-mcp-server'
  | 'client-node';

/** What is recorded: a text must be equal once ages, addresses and blanks are made alike; patterns must all match as it is. */
export type Expected = string | RegExp | readonly RegExp[];

/** Where a group runs: alone in its namespace, with a node of its own. */
export interface Scope {
  readonly client: ClientName;
  /** Of kubectl: 32 or 35. */
  readonly minor: number;
  /** The current one of its kubeconfig; exists and is empty. */
  readonly namespace: string;
  /** For names of cluster-scoped objects: `32`, `35`, `helm`. */
  readonly id: string;
  /** A Ready node that nobody else touches; only on `prod-us`. */
  readonly node: string;
  /** Of the fleet's chart repository. */
  readonly chartsUrl: string;
  /** Of its OCI registry: `oci://…`. */
  readonly registryUrl: string;
}

export interface RecordedCommand {
  /** As typed; words may be quoted as in a shell, nothing is expanded. */
  readonly run: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** 0 when missing. */
  readonly code?: number;
  /** Nothing is expected of it when missing. */
  readonly stdout?: Expected;
  /** Must be empty when missing. */
  readonly stderr?: Expected;
  /** Then it is ended, and has failed; 60 when missing. */
  readonly timeoutSeconds?: number;
  /** Ends it, if it would not end by itself, once its output matches. Its exit code then does not count. */
  readonly until?: RegExp;
  /** Done once while it runs, when its output matches; `$1` is what the pattern caught. */
  readonly meanwhile?: {
    readonly when: RegExp;
    /** Another command, which must succeed. */
    readonly run?: string;
    /** An HTTP request; what it answers counts as output. */
    readonly get?: string;
  };
}

/** A call of a tool of an MCP server. */
export interface RecordedTool {
  readonly tool: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
  /** Asked again while the answer is another, for what takes the cluster some seconds. */
  readonly isRepeated?: boolean;
  readonly output: Expected;
}

/** A piece of a program that uses the client library, and what it must come to. */
export interface RecordedCall {
  /** As one would write it, shortened. */
  readonly call: string;
  readonly run: (session: NodeSession) => Promise<unknown>;
  /** Equal in depth, or a pattern for a text. */
  readonly answer: unknown;
}

interface Group {
  /** Also how it is named on the command line. */
  readonly name: string;
  /** What it does, for the table. */
  readonly about: string;
  /** `edge` when missing. */
  readonly cluster?: 'edge' | 'prod-us' | 'prod-eu';
  /** In the folder that the commands run in, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface CommandGroup extends Group {
  readonly kind: 'commands';
  readonly clients: readonly ('kubectl 1.32' | 'kubectl 1.35' | 'helm 4')[];
  /** In order, each on what those before it left. */
  readonly steps: (scope: Scope) => readonly RecordedCommand[];
}

export interface ToolGroup extends Group {
  readonly kind: 'tools';
  readonly steps: (scope: Scope) => readonly RecordedTool[];
}

export interface CallGroup extends Group {
  readonly kind: 'calls';
  readonly steps: readonly RecordedCall[];
}

export type RecordedGroup = CommandGroup | ToolGroup | CallGroup;
