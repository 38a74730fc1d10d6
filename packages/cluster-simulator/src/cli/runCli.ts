import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { endpointsOf } from '../control/endpointsOf';
import { parseIncidentPlan } from '../incidents/schedule/parseIncidentPlan';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../startSimulator';
import { CliError } from './CliError';
import {
  DEFAULT_CONTROL_PORT,
  FAULT_HELP,
  HELP,
  INCIDENT_HELP,
  KUBECONFIG_HELP,
  START_HELP,
} from './helpTexts';
import { parseFaultArguments } from './parseFaultArguments';
import { parseIncidentArguments } from './parseIncidentArguments';
import { scheduleTable } from './scheduleTable';
import {
  numberOption,
  parseStartArguments,
  type StartArguments,
} from './parseStartArguments';

/** Runs one command; returns its exit code once it is done. A fleet runs until SIGINT or SIGTERM. */
export async function runCli(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === 'start') return await start(rest);
    if (command === 'fault') return await fault(rest);
    if (command === 'incident') return await incident(rest);
    if (command === 'kubeconfig') return await kubeconfig(rest);
    if (command === undefined || command === '--help' || command === 'help') {
      print(HELP);
      return command === undefined ? 1 : 0;
    }
    throw new CliError(
      `unknown command ${command}; there are start, fault, incident and kubeconfig`,
    );
  } catch (error) {
    const sentence = sentenceOf(error);
    process.stderr.write(`orrery-sim: ${sentence}\n`);
    return 1;
  }
}

async function start(args: readonly string[]): Promise<number> {
  const wanted = parseStartArguments(args);
  if (wanted.help) {
    print(START_HELP);
    return 0;
  }
  const stopped = nextSignal();
  const simulator = await startSimulator({
    seed: wanted.seed,
    clusters: wanted.clusters,
    pods: wanted.pods,
    ports: portsFrom(wanted.port),
    controlPort: wanted.controlPort,
    quiet: wanted.quiet,
    delivery: wanted.delivery,
    speed: wanted.speed,
    incidents: planFrom(wanted.incidents),
    onError: (error, subject) =>
      process.stderr.write(`orrery-sim: ${subject}: ${String(error)}\n`),
  });
  // The clock does not hold the process; the servers do until they are stopped.
  const file = wanted.kubeconfigOut ?? join(tmpdir(), 'orrery-sim.kubeconfig');
  writeFileSync(file, simulator.kubeconfig, { mode: 0o600 });
  announce(simulator, file, wanted);
  await stopped;
  await simulator.stop();
  return 0;
}

function planFrom(
  wanted: StartArguments['incidents'],
): SimulatorOptions['incidents'] {
  if (wanted === 'none') return [];
  if (wanted === 'usual') return 'usual';
  return parseIncidentPlan(parse(readFileSync(wanted.file, 'utf8')));
}

function announce(
  simulator: Simulator,
  file: string,
  wanted: StartArguments,
): void {
  const { clusters, control, delivery, federatedPrometheusUrl } = simulator;
  if (wanted.json) {
    print(
      JSON.stringify({
        ready: true,
        kubeconfig: file,
        control: control.url,
        prometheus: federatedPrometheusUrl,
        delivery,
        clusters: clusters.map(cluster => ({
          ...endpointsOf(cluster),
          nodes: cluster.store.count('nodes'),
          pods: cluster.store.count('pods'),
        })),
      }),
    );
    return;
  }
  for (const cluster of clusters) {
    const { name, url, store } = cluster;
    print(
      `${name.padEnd(12)} ${url}  ${store.count('nodes')} nodes, ${store.count(
        'pods',
      )} pods`,
    );
    print(`  Prometheus   ${cluster.prometheusUrl}`);
    print(`  Alertmanager ${cluster.alertmanagerUrl}`);
    print(`  Loki         ${cluster.lokiUrl}`);
  }
  print(`all clusters   ${federatedPrometheusUrl} (Prometheus)`);
  if (delivery?.repositoryUrl)
    print(`git            ${delivery.repositoryUrl}`);
  if (delivery) {
    print(`charts         ${delivery.chartsUrl}`);
    print(`registry       ${delivery.registryUrl}`);
  }
  print(`control        ${control.url}`);
  print(
    `\nkubectl --kubeconfig ${file} --context ${clusters[0].name} get pods -A`,
  );
}

async function fault(args: readonly string[]): Promise<number> {
  const wanted = parseFaultArguments(args);
  if (!wanted) {
    print(FAULT_HELP);
    return 0;
  }
  const { action, cluster, controlPort } = wanted;
  const path = `/clusters/${encodeURIComponent(cluster)}/faults`;
  const active =
    action.kind === 'set'
      ? await callControl(controlPort, 'POST', path, action.fault)
      : await callControl(
          controlPort,
          'DELETE',
          action.fault ? `${path}/${action.fault}` : path,
        );
  print(`${cluster}: ${active.trim()}`);
  return 0;
}

async function incident(args: readonly string[]): Promise<number> {
  const wanted = parseIncidentArguments(args);
  if (!wanted) {
    print(INCIDENT_HELP);
    return 0;
  }
  const { action, cluster, controlPort } = wanted;
  const path = `/clusters/${encodeURIComponent(cluster)}/incidents`;
  const call = () => {
    switch (action.kind) {
      case 'start':
        return callControl(controlPort, 'POST', path, action.incident);
      case 'stop':
        return callControl(
          controlPort,
          'DELETE',
          `${path}/${encodeURIComponent(action.id)}`,
        );
      case 'schedule':
        return callControl(controlPort, 'GET', '/incidents/schedule');
      default:
        return callControl(controlPort, 'GET', path);
    }
  };
  const answer: unknown = JSON.parse(await call());
  print(
    action.kind === 'schedule'
      ? scheduleTable(answer)
      : JSON.stringify(answer, undefined, 2),
  );
  return 0;
}

async function kubeconfig(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'control-port': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    print(KUBECONFIG_HELP);
    return 0;
  }
  const port =
    numberOption('control-port', values['control-port'], 1, 65_535) ??
    DEFAULT_CONTROL_PORT;
  process.stdout.write(await callControl(port, 'GET', '/kubeconfig'));
  return 0;
}

async function callControl(
  port: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  const url = `http://127.0.0.1:${port}${path}`;
  const response = await fetch(url, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(cause => {
    throw new CliError(
      `no simulator answers on port ${port}; start one with "orrery-sim start" (${String(
        cause.cause?.code ?? cause,
      )})`,
    );
  });
  const text = await response.text();
  if (!response.ok) throw new CliError(parseMessage(text));
  return text;
}

function parseMessage(text: string): string {
  return (JSON.parse(text) as { message: string }).message;
}

function portsFrom(base: number | undefined): readonly number[] | undefined {
  return base === undefined ? undefined : [base, base + 1, base + 2];
}

function nextSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = parseSystemError(error);
  return code === 'EADDRINUSE'
    ? `port ${port} is in use already; choose another with --port or --control-port`
    : error.message;
}

function parseSystemError(error: Error): { code?: string; port?: number } {
  return error as Error & { code?: string; port?: number };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
