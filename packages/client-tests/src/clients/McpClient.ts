import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** What a tool answered: its texts, one after the other. */
export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
}

/** An MCP server, spoken to over its standard streams. */
export interface McpClient {
  request(method: string, params: unknown): Promise<unknown>;
  callTool(name: string, args: unknown): Promise<ToolAnswer>;
  dispose(): void;
}

const TIMEOUT_MS = 60_000;

/** Starts the server and shakes hands; the caller disposes it. */
export async function startMcpClient(options: {
  readonly binary: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}): Promise<McpClient> {
  const child = spawn(options.binary, [...options.args], {
    cwd: options.folder,
    env: options.env,
  });
  const waiting = new Map<number, (message: RpcAnswer) => void>();
  let lastId = 0;
  let complaints = '';
  child.stderr.on('data', chunk => {
    complaints = `${complaints}${chunk}`.slice(-2_000);
  });
  createInterface({ input: child.stdout }).on('line', line => {
    const message = parseRpcAnswer(line);
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  const failAll = (message: string) =>
    waiting.forEach((settle, id) => settle({ id, error: { message } }));
  child.once('error', error => failAll(error.message));
  child.once('close', () => failAll(`the server ended: ${complaints}`));

  const send = (message: object) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  function request(method: string, params: unknown): Promise<unknown> {
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      const deadline = new AbortController();
      const settle = (message: RpcAnswer) => {
        deadline.abort();
        waiting.delete(id);
        if (message.error) {
          reject(new Error(`${method}: ${message.error.message}`));
        } else resolve(message.result);
      };
      wait(TIMEOUT_MS, undefined, { signal: deadline.signal }).then(
        () =>
          settle({ id, error: { message: `no answer in ${TIMEOUT_MS} ms` } }),
        () => {}, // Aborted: it was answered in time.
      );
      waiting.set(id, settle);
      send({ id, method, params });
    });
  }

  const dispose = () => {
    child.kill();
  };
  try {
    await request('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'orrery-client-tests', version: '1' },
    });
  } catch (error) {
    dispose();
    throw error;
  }
  send({ method: 'notifications/initialized' });
  return {
    request,
    callTool: async (name, args) =>
      parseToolAnswer(
        await request('tools/call', { name, arguments: args ?? {} }),
      ),
    dispose,
  };
}

interface RpcAnswer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

function parseRpcAnswer(line: string): RpcAnswer {
  return JSON.parse(line) as RpcAnswer;
}

function parseToolAnswer(result: unknown): ToolAnswer {
  const { content, isError = false } = result as {
    readonly content: readonly { readonly text?: string }[];
    readonly isError?: boolean;
  };
  return { isError, text: content.map(({ text }) => text ?? '').join('\n') };
}
