import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import type { SimulatedCluster } from '@orrery/cluster-simulator';
import type { Programs } from '../clients/findPrograms';
import { startMcpClient, type McpClient } from '../clients/McpClient';
import type {
  CallGroup,
  CommandGroup,
  RecordedGroup,
  RecordedTool,
  Scope,
  ToolGroup,
} from '../recorded/Recorded';
import { findMismatch } from './findMismatch';
import { preparePlace } from './preparePlace';
import { runCommand, type CommandPlace } from './runCommand';

const CALL_TIMEOUT_MS = 60_000;

/** A step that did not answer as recorded. */
export interface StepFailure {
  readonly step: string;
  readonly problem: string;
}

export interface GroupOutcome {
  readonly steps: number;
  readonly failures: readonly StepFailure[];
}

/** Runs the steps of a group in order, with a home, a folder and a namespace of its own. */
export async function runGroup(
  group: RecordedGroup,
  scope: Scope,
  cluster: SimulatedCluster,
  programs: Programs,
): Promise<GroupOutcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orrery-client-'));
  try {
    const place = await preparePlace(group, scope, cluster, programs, folder);
    switch (group.kind) {
      case 'commands':
        return await runCommands(group, scope, place);
      case 'tools':
        return await runTools(group, scope, place, programs);
      default:
        return await runCalls(group, scope, place, cluster);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runCommands(
  group: CommandGroup,
  scope: Scope,
  place: CommandPlace,
): Promise<GroupOutcome> {
  const steps = group.steps(scope);
  const failures: StepFailure[] = [];
  for (const step of steps) {
    const problem = await runCommand(step, place);
    if (problem !== undefined) failures.push({ step: step.run, problem });
  }
  return { steps: steps.length, failures };
}

async function runTools(
  group: ToolGroup,
  scope: Scope,
  place: CommandPlace,
  programs: Programs,
): Promise<GroupOutcome> {
  const steps = group.steps(scope);
  const failures: StepFailure[] = [];
  const client = await startMcpClient({
    binary: programs.get('kubernetes-mcp-server') ?? '',
    args: [
      '--kubeconfig',
      place.env.KUBECONFIG,
      '--toolsets',
      'core,config,helm',
    ],
    folder: place.folder,
    env: place.env,
  });
  try {
    for (const step of steps) {
      let problem = await problemOfTool(client, step);
      for (
        let round = 1;
        problem && step.isRepeated && round < 60;
        round += 1
      ) {
        await wait(250);
        problem = await problemOfTool(client, step);
      }
      if (problem !== undefined) failures.push({ step: step.tool, problem });
    }
  } finally {
    client.dispose();
  }
  return { steps: steps.length, failures };
}

async function problemOfTool(
  client: McpClient,
  { tool, arguments: args, isError = false, output }: RecordedTool,
): Promise<string | undefined> {
  const answer = await client.callTool(tool, args);
  return answer.isError === isError
    ? findMismatch(answer.text, output)
    : `isError is ${answer.isError}: ${answer.text}`;
}

async function runCalls(
  group: CallGroup,
  scope: Scope,
  place: CommandPlace,
  cluster: SimulatedCluster,
): Promise<GroupOutcome> {
  const config = new KubeConfig();
  config.loadFromFile(place.env.KUBECONFIG);
  const { namespace } = scope;
  const { faults } = cluster;
  const { folder } = place;
  const failures: StepFailure[] = [];
  for (const { call, run, answer } of group.steps) {
    const problem = await withinDeadline(
      run({ config, namespace, faults, folder }),
    ).then(
      actual => problemOf(actual, answer),
      error => (error instanceof Error ? error.stack : String(error)),
    );
    if (problem !== undefined) failures.push({ step: call, problem });
  }
  return { steps: group.steps.length, failures };
}

async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  const cancel = new AbortController();
  const deadline = wait(CALL_TIMEOUT_MS, undefined, {
    signal: cancel.signal,
  }).then(() => {
    throw new Error(`did not end within ${CALL_TIMEOUT_MS / 1000} s`);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    cancel.abort();
    deadline.catch(() => {}); // Aborted: the work ended in time.
  }
}

function problemOf(actual: unknown, wanted: unknown): string | undefined {
  if (wanted instanceof RegExp) return findMismatch(String(actual), wanted);
  return isDeepStrictEqual(actual, wanted)
    ? undefined
    : `wanted:\n    ${JSON.stringify(wanted)}\ngot:\n    ${JSON.stringify(
        actual,
      )}`;
}
