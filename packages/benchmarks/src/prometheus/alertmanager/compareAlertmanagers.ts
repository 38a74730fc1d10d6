import { startAlertmanagerServer } from '@orrery/cluster-simulator';

import {
  askService,
  type ServiceAnswer,
  type ServiceRequest,
} from '../services/askService';
import { startService } from '../services/startService';
import type { Tally } from '../Tally';
import { exampleConfig } from './exampleConfig';
import {
  alertRequests,
  exampleAlerts,
  exampleSilences,
  refusedRequests,
  silenceRequests,
} from './exampleRequests';

/** Tells a real Alertmanager and ours the same alerts and silences, and compares every answer. */
export async function compareAlertmanagers(tally: Tally): Promise<void> {
  const real = await startService({
    command: 'prometheus-alertmanager',
    args: (port, folder) => [
      '--config.file=alertmanager.yml',
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    files: { 'alertmanager.yml': JSON.stringify(exampleConfig) },
  });
  const ours = await startAlertmanagerServer({
    config: exampleConfig,
    nowMs: () => Date.now(),
    onUnexpected: error => {
      throw error;
    },
  });
  try {
    await compareAll(real.url, ours.url, tally);
  } finally {
    await real.stop();
    await ours.stop();
  }
}

async function compareAll(
  real: string,
  ours: string,
  tally: Tally,
): Promise<void> {
  const names = new Map<string, string>();
  const compare = async (
    ...requests: readonly ServiceRequest[]
  ): Promise<void> => {
    for (const request of requests) {
      const [expected, actual] = await Promise.all(
        [real, ours].map(url => askService(url, request)),
      );
      tally.add(
        `${request.method ?? 'GET'} ${request.path} ${request.body ?? ''}`,
        differenceOf(expected, actual, names),
      );
    }
  };
  await compare(...alertRequests.slice(0, 1), ...silenceRequests.slice(0, 1));
  await compare({
    method: 'POST',
    path: '/api/v2/alerts',
    body: JSON.stringify(exampleAlerts),
  });
  // The dispatcher makes its groups a moment later.
  await waitForGroups(real);
  await compare(...alertRequests);
  for (const silence of exampleSilences) {
    const request = {
      method: 'POST',
      path: '/api/v2/silences',
      body: JSON.stringify(silence),
    };
    const ids = [];
    for (const url of [real, ours]) {
      const { body } = await askService(url, request);
      const { silenceID } = body as { readonly silenceID: string };
      names.set(silenceID, silence.comment);
      ids.push(silenceID);
    }
    if (silence.comment !== 'ended') continue;
    await editAndEnd(real, ours, ids, silence, compareAnswers);
  }
  await compare(...silenceRequests, ...alertRequests, ...refusedRequests);
  await compare(...silenceRequests.slice(0, 1), ...alertRequests.slice(0, 2));

  function compareAnswers(
    name: string,
    expected: ServiceAnswer,
    actual: ServiceAnswer,
  ): void {
    tally.add(name, differenceOf(expected, actual, names));
  }
}

/** Changes the comment of a silence, which keeps it, and ends it, twice. */
async function editAndEnd(
  real: string,
  ours: string,
  ids: readonly string[],
  silence: object,
  compare: (name: string, real: ServiceAnswer, ours: ServiceAnswer) => void,
): Promise<void> {
  const ask = async (
    name: string,
    requestOf: (id: string) => ServiceRequest,
  ): Promise<void> => {
    const answers = await Promise.all(
      [real, ours].map((url, side) => askService(url, requestOf(ids[side]))),
    );
    compare(name, answers[0], answers[1]);
  };
  const path = (id: string): string => `/api/v2/silence/${id}`;
  const shown = await askService(real, { path: path(ids[0]) });
  const { startsAt } = shown.body as { readonly startsAt: string };
  await ask('change a silence in place', id => ({
    method: 'POST',
    path: '/api/v2/silences',
    body: JSON.stringify({ ...silence, id, startsAt, createdBy: 'other' }),
  }));
  await ask('read it', id => ({ path: path(id) }));
  await ask('end it', id => ({ method: 'DELETE', path: path(id) }));
  await ask('read it when it has ended', id => ({ path: path(id) }));
  await ask('end it again', id => ({ method: 'DELETE', path: path(id) }));
}

async function waitForGroups(url: string): Promise<void> {
  const path = '/api/v2/alerts/groups';
  for (let round = 0; round < 100; round += 1) {
    const { body } = await askService(url, { path });
    const groups = body as readonly { readonly alerts: readonly unknown[] }[];
    const told = groups.reduce((sum, { alerts }) => sum + alerts.length, 0);
    if (told > exampleAlerts.length) return;
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error('the real Alertmanager made no groups');
}

function differenceOf(
  expected: ServiceAnswer,
  actual: ServiceAnswer,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const [left, right] = [expected, actual].map(answer =>
    normalized(answer, names),
  );
  return left === right
    ? undefined
    : `${left.slice(0, 600)}\n  ≠ ${right.slice(0, 600)}`;
}

/** Ids of silences by their comment, and without the moments at which each side took something in. */
function normalized(
  { status, body }: ServiceAnswer,
  names: ReadonlyMap<string, string>,
): string {
  const startedMs = Date.now() - 30 * 60_000;
  const text = JSON.stringify({ status, body }, (key, value: unknown) => {
    if (key === 'updatedAt') return 'now';
    const isTime = key === 'startsAt' || key === 'endsAt';
    const timeMs = isTime ? Date.parse(String(value)) : NaN;
    const isNow = timeMs > startedMs && timeMs < Date.now() + 60_000;
    if (isNow) return 'now';
    if (key === 'message') return withSortedMethods(String(value));
    return typeof value === 'string' ? names.get(value) ?? value : value;
  });
  return text;
}

/** The real one lists the methods of a path in the order of a Go map, which is any. */
function withSortedMethods(message: string): string {
  return message.replace(
    /\[([A-Z,]+)\] are$/,
    (_, methods: string) => `[${methods.split(',').sort().join()}] are`,
  );
}
