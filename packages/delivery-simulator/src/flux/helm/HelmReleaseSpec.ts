import {
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { parseDurationMs } from '../goDuration';

/** What is done about a release that could not be installed or upgraded. */
export interface Remediation {
  /** Below 0 without end. */
  readonly retries: number;
  readonly strategy: 'rollback' | 'uninstall';
  readonly remediatesLastFailure: boolean;
}

/** How a release is installed or upgraded. */
export interface ActionSpec {
  readonly timeoutMs: number;
  readonly waits: boolean;
  readonly waitsForJobs: boolean;
  readonly runsHooks: boolean;
  readonly crds: 'Skip' | 'Create' | 'CreateReplace';
  readonly isForced: boolean;
  readonly remediation: Remediation;
}

/** `spec` of a HelmRelease with its defaults. */
export interface HelmReleaseSpec {
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly storageNamespace: string;
  readonly createsNamespace: boolean;
  readonly intervalMs: number;
  /** 0 keeps every revision. */
  readonly maxHistory: number;
  readonly install: ActionSpec;
  readonly upgrade: ActionSpec;
  readonly uninstall: ActionSpec & { readonly keepsHistory: boolean };
  readonly drift: 'enabled' | 'warn' | 'disabled';
  readonly driftIgnore: readonly JsonRecord[];
  readonly postRenderers: readonly JsonRecord[];
  readonly runsTests: boolean;
  readonly ignoresTestFailures: boolean;
}

const DEFAULT_INTERVAL_MS = 600_000;
const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_MAX_HISTORY = 5;
const defaultCrds = {
  install: 'Create',
  upgrade: 'Skip',
  uninstall: 'Skip',
} as const;
/** Helm's limit for the names of releases. */
const MAX_NAME_LENGTH = 53;

export function parseHelmReleaseSpec(
  object: KubernetesObject,
): HelmReleaseSpec {
  const { spec } = object;
  const { name, namespace = '' } = object.metadata;
  const target = stringAt(spec, 'targetNamespace');
  const fullName = target ? `${target}-${name}` : name;
  const uninstall = actionOf(spec, 'uninstall');
  return {
    releaseName:
      stringAt(spec, 'releaseName') ?? fullName.slice(0, MAX_NAME_LENGTH),
    targetNamespace: target ?? namespace,
    storageNamespace: stringAt(spec, 'storageNamespace') ?? namespace,
    createsNamespace: isTrueAt(spec, 'install', 'createNamespace'),
    intervalMs:
      parseDurationMs(stringAt(spec, 'interval')) ?? DEFAULT_INTERVAL_MS,
    maxHistory: numberAt(spec, 'maxHistory') ?? DEFAULT_MAX_HISTORY,
    install: actionOf(spec, 'install'),
    upgrade: actionOf(spec, 'upgrade'),
    uninstall: {
      ...uninstall,
      keepsHistory: isTrueAt(spec, 'uninstall', 'keepHistory'),
    },
    drift: modeOf(stringAt(spec, 'driftDetection', 'mode')),
    driftIgnore: recordsAt(spec, 'driftDetection', 'ignore'),
    postRenderers: recordsAt(spec, 'postRenderers'),
    runsTests: isTrueAt(spec, 'test', 'enable'),
    ignoresTestFailures: isTrueAt(spec, 'test', 'ignoreFailures'),
  };
}

function actionOf(
  spec: unknown,
  name: 'install' | 'upgrade' | 'uninstall',
): ActionSpec {
  const action = recordAt(spec, name);
  const retries = numberAt(action, 'remediation', 'retries') ?? 0;
  const last = recordAt(action, 'remediation')?.remediateLastFailure;
  const crds = stringAt(action, 'crds');
  return {
    timeoutMs:
      parseDurationMs(stringAt(action, 'timeout')) ??
      parseDurationMs(stringAt(spec, 'timeout')) ??
      DEFAULT_TIMEOUT_MS,
    waits: !isTrueAt(action, 'disableWait'),
    waitsForJobs: !isTrueAt(action, 'disableWaitForJobs'),
    runsHooks: !isTrueAt(action, 'disableHooks'),
    crds:
      crds === 'Skip' || crds === 'Create' || crds === 'CreateReplace'
        ? crds
        : defaultCrds[name],
    isForced: isTrueAt(action, 'force'),
    remediation: {
      retries,
      strategy:
        name === 'upgrade' &&
        stringAt(action, 'remediation', 'strategy') !== 'uninstall'
          ? 'rollback'
          : 'uninstall',
      remediatesLastFailure:
        typeof last === 'boolean' ? last : name === 'upgrade' && retries > 0,
    },
  };
}

function modeOf(mode: string | undefined): HelmReleaseSpec['drift'] {
  return mode === 'enabled' || mode === 'warn' ? mode : 'disabled';
}
