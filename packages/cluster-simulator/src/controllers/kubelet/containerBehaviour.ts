import { fractionOf } from '../../random/createRandom';
import type { Container, Pod } from '../kinds/Pod';
import { isOneShotCommand } from './isOneShotCommand';

/** How a simulated container acts once its node runs it. */
export interface ContainerBehaviour {
  readonly pullMs: number;
  /** Why the image cannot be pulled; it never can. */
  readonly pullError?: string;
  readonly readyAfterMs: number;
  /** What the readiness probe answers instead of ever passing. */
  readonly probeFailure?: string;
  /** How each run ends; without it the container runs until stopped. */
  readonly exit?: {
    readonly afterMs: number;
    readonly exitCode: number;
    readonly reason: string;
    /** The command is one that the simulated shell can run to its end. */
    readonly isOneShot?: boolean;
  };
}

/** Annotations of a pod by which a scenario makes it misbehave; they apply to `CONTAINER`, or else to the first container. */
export const BEHAVIOUR_ANNOTATIONS = {
  CONTAINER: 'orrery-sim/container',
  EXIT_AFTER_SECONDS: 'orrery-sim/exit-after-seconds',
  EXIT_CODE: 'orrery-sim/exit-code',
  EXIT_REASON: 'orrery-sim/exit-reason',
  /** Text of the failing readiness probe. */
  NOT_READY: 'orrery-sim/not-ready',
  /** `true`: the process ignores SIGTERM and uses up its grace period. */
  IGNORE_SIGTERM: 'orrery-sim/ignore-sigterm',
} as const;

/** Tags that no registry has; `crash` and `oom` exist, and fail. */
const MISSING_TAG =
  /(^|[-.])(missing|broken|typo|bad|nope|dirty|does-not-exist)/;

/**
 * The behaviour that image, command and annotations spell out. Everything that varies is a function of the pod's
 * uid and the run, so that the same pod acts the same way twice.
 */
export function containerBehaviour(
  pod: Pod,
  container: Container,
  options: { readonly isInit: boolean; readonly restartCount: number },
): ContainerBehaviour {
  const vary = (what: string) =>
    fractionOf(
      `${pod.metadata.uid}/${container.name}/${options.restartCount}/${what}`,
    );
  const tag = tagOf(container.image ?? '');
  const isTarget =
    !options.isInit &&
    container.name ===
      (pod.metadata.annotations?.[BEHAVIOUR_ANNOTATIONS.CONTAINER] ??
        pod.spec.containers[0].name);
  const annotations = isTarget ? pod.metadata.annotations ?? {} : {};
  const delaySeconds = container.readinessProbe?.initialDelaySeconds ?? 0;
  return {
    pullMs: 700 + vary('pull') * 2_800,
    pullError: MISSING_TAG.test(tag)
      ? `rpc error: code = NotFound desc = failed to pull and unpack image "${container.image}": failed to resolve reference "${container.image}": ${container.image}: not found`
      : undefined,
    readyAfterMs: container.readinessProbe
      ? delaySeconds * 1_000 + 900 + vary('ready') * 2_500
      : 0,
    probeFailure: annotations[BEHAVIOUR_ANNOTATIONS.NOT_READY],
    exit:
      annotatedExit(annotations, vary) ??
      taggedExit(tag, vary) ??
      commandExit(container) ??
      ownEnd(
        pod,
        container,
        options.isInit && container.restartPolicy !== 'Always',
        vary,
      ),
  };
}

type Exit = ContainerBehaviour['exit'];

function annotatedExit(
  annotations: Readonly<Record<string, string>>,
  vary: (what: string) => number,
): Exit {
  const seconds = annotations[BEHAVIOUR_ANNOTATIONS.EXIT_AFTER_SECONDS];
  if (seconds === undefined) return undefined;
  const exitCode = Number(annotations[BEHAVIOUR_ANNOTATIONS.EXIT_CODE] ?? 1);
  return {
    afterMs: Number(seconds) * 1_000 * (0.7 + 0.6 * vary('exit')),
    exitCode,
    reason:
      annotations[BEHAVIOUR_ANNOTATIONS.EXIT_REASON] ?? exitReason(exitCode),
  };
}

function taggedExit(tag: string, vary: (what: string) => number): Exit {
  const afterMs = 2_000 + vary('exit') * 6_000;
  if (/(^|[-.])crash/.test(tag)) {
    return { afterMs, exitCode: 1, reason: 'Error' };
  }
  if (/(^|[-.])oom/.test(tag)) {
    return { afterMs, exitCode: 137, reason: 'OOMKilled' };
  }
  return undefined;
}

/** One-shot programs end, as does what says `sleep N`, `exit N`, `true` or `false`; other commands run on. */
function commandExit(container: Container): Exit {
  const text = [...(container.command ?? []), ...(container.args ?? [])].join(
    ' ',
  );
  if (text === '') return undefined;
  const isOneShot = isOneShotCommand(container);
  const exitCode = /\bexit (\d+)/.exec(text) ?? /\b(false)$/.exec(text);
  const sleep = /\bsleep (\d+)/.exec(text);
  const isEndless = /\bsleep (infinity|inf)|while (true|:)|tail -f/.test(text);
  const isFinite =
    isOneShot || exitCode || sleep || /\b(true|echo)\b/.test(text);
  if (isEndless && isOneShot)
    return { afterMs: Infinity, exitCode: 0, reason: 'Completed', isOneShot };
  if (isEndless || !isFinite) {
    return undefined;
  }
  const code = exitCode ? Number(exitCode[1]) : 0;
  const known = Number.isNaN(code) ? 1 : code;
  return {
    afterMs: sleep ? Number(sleep[1]) * 1_000 : 800,
    exitCode: known,
    reason: exitReason(known),
    ...(isOneShot && { isOneShot }),
  };
}

/** Init containers and the pods of jobs end by themselves. */
function ownEnd(
  pod: Pod,
  container: Container,
  isInit: boolean,
  vary: (what: string) => number,
): Exit {
  if (isInit) {
    return {
      afterMs: 600 + vary('init') * 1_800,
      exitCode: 0,
      reason: 'Completed',
    };
  }
  const isEphemeral = pod.spec.ephemeralContainers?.some(
    ({ name }) => name === container.name,
  );
  if (isEphemeral) return undefined;
  const isJob = pod.metadata.ownerReferences?.some(
    owner => owner.kind === 'Job' && owner.controller,
  );
  return isJob
    ? {
        afterMs: 6_000 + vary('job') * 14_000,
        exitCode: 0,
        reason: 'Completed',
      }
    : undefined;
}

export function exitReason(exitCode: number): string {
  return exitCode === 0 ? 'Completed' : 'Error';
}

function tagOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1).split('@')[0];
  const colon = name.indexOf(':');
  return colon === -1 ? 'latest' : name.slice(colon + 1);
}
