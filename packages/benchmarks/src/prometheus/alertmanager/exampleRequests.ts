import type { ServiceRequest } from '../services/askService';

const hourMs = 3_600_000;
const at = (hours: number): string =>
  new Date(Date.now() + hours * hourMs).toISOString();

const times = { startsAt: at(-1), endsAt: at(5) };

/** Alerts for every route, some of which inhibit others. */
export const exampleAlerts = [
  { alertname: 'X', severity: 'critical', team: 'a' },
  { alertname: 'X', severity: 'warning', namespace: 'n', job: 'j' },
  { alertname: 'Y', severity: 'warning', instance: 'i-2' },
  { alertname: 'Y', severity: 'warning', instance: 'i-1' },
  { alertname: 'Z', team: 'b', namespace: 'n', urgent: 'yes' },
  { alertname: 'Z', team: 'b', namespace: 'm', zone: 'Zürich €' },
  { alertname: 'D', env: 'dev', pod: 'p' },
].map(labels => ({
  ...{ labels, ...times },
  annotations: { summary: `about ${labels.alertname}` },
  generatorURL: 'http://prometheus.example/graph?g0.expr=up',
}));

const matcher = (name: string, value: string, more: object = {}) => ({
  ...{ name, value, isRegex: false },
  ...more,
});

/** Silences by their comment: active, pending, and one that is to be ended. */
export const exampleSilences = [
  {
    comment: 'active',
    matchers: [matcher('alertname', 'Y'), matcher('instance', 'i-1')],
  },
  {
    comment: 'pattern',
    endsAt: at(4),
    matchers: [
      matcher('alertname', 'X|Z', { isRegex: true }),
      matcher('namespace', 'n', { isEqual: false }),
    ],
  },
  {
    comment: 'pending',
    startsAt: at(1),
    matchers: [matcher('alertname', 'D')],
  },
  { comment: 'ended', endsAt: at(3), matchers: [matcher('alertname', 'D')] },
].map(silence => ({ createdBy: 'suite', ...times, ...silence }));

const get = (path: string): ServiceRequest => ({ path });
const post = (path: string, body: unknown): ServiceRequest => ({
  method: 'POST',
  path,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Questions about what was posted. */
export const alertRequests: readonly ServiceRequest[] = [
  ...['', '/groups'].flatMap(path =>
    [
      '',
      '?active=false',
      '?silenced=false',
      '?inhibited=false',
      '?unprocessed=false',
      '?silenced=false&inhibited=false',
      '?active=maybe',
      '?receiver=pager',
      '?receiver=page.*|team',
      '?receiver=none',
      '?receiver=(',
      '?filter=alertname%3D%22X%22',
      '?filter=alertname%3D~%22X%7CY%22&filter=severity!%3Dcritical',
      '?filter=namespace%3D%22%22',
      '?filter=team!~%22a.*%22',
      '?filter=x',
      '?filter=a%3D%22x',
      '?filter=a%3D~(',
    ].map(query => get(`/api/v2/alerts${path}${query}`)),
  ),
  get('/api/v2/receivers'),
];

/** Questions about silences. */
export const silenceRequests: readonly ServiceRequest[] = [
  get('/api/v2/silences'),
  get('/api/v2/silences?filter=alertname%3D%22Y%22'),
  get('/api/v2/silences?filter=alertname%3D~%22X.%2B%22'),
  get('/api/v2/silences?filter=alertname%3D~%22X%7CZ%22'),
  get('/api/v2/silences?filter=alertname%3D~%22X%7CZ%22&filter=namespace!%3Dn'),
  get('/api/v2/silences?filter=alertname%3D%22X%7CZ%22'),
  get('/api/v2/silences?filter=instance%3D%22%22'),
  get('/api/v2/silences?filter=zz'),
];

const silence = (changes: object): ServiceRequest =>
  post('/api/v2/silences', {
    ...{ createdBy: 'suite', comment: 'refused', ...times },
    matchers: [matcher('a', 'b')],
    ...changes,
  });

/** Requests that are refused, and those that are none. */
export const refusedRequests: readonly ServiceRequest[] = [
  post('/api/v2/alerts', ''),
  post('/api/v2/alerts', '{'),
  post('/api/v2/alerts', '[1,'),
  post('/api/v2/alerts', {}),
  post('/api/v2/alerts', '5'),
  post('/api/v2/alerts', [{}]),
  post('/api/v2/alerts', [{ labels: {} }]),
  post('/api/v2/alerts', [{ labels: { a: '' } }]),
  post('/api/v2/alerts', [
    { labels: { 'a-b': 'x' } },
    { labels: { a: 'x' }, startsAt: at(2), endsAt: at(1) },
  ]),
  post('/api/v2/alerts', [{ labels: { a: 'x' }, annotations: { 'b c': 'x' } }]),
  post('/api/v2/alerts', [{ labels: { a: 'x' }, startsAt: 'zz' }]),
  post('/api/v2/alerts', [{ labels: { a: 5 } }]),
  post('/api/v2/alerts', [{ labels: { a: 'x' }, generatorURL: 'none' }]),
  { ...post('/api/v2/alerts', []), contentType: 'text/plain' },
  post('/api/v2/silences', ''),
  post('/api/v2/silences', '{'),
  post('/api/v2/silences', {}),
  post('/api/v2/silences', []),
  silence({ matchers: [] }),
  silence({ matchers: undefined }),
  silence({ matchers: [{}] }),
  silence({ matchers: [{ name: 'a', isRegex: false }] }),
  silence({ matchers: [{ value: 'a', isRegex: false }] }),
  silence({ matchers: [matcher('a', '')] }),
  silence({ matchers: [matcher('a', '.*', { isRegex: true })] }),
  silence({ matchers: [matcher('a-b', 'x')] }),
  silence({ matchers: [matcher('a', '(', { isRegex: true })] }),
  silence({ startsAt: at(2), endsAt: at(1) }),
  silence({ startsAt: at(-2), endsAt: at(-1) }),
  silence({ startsAt: 'zz' }),
  silence({ startsAt: undefined }),
  silence({ endsAt: undefined }),
  silence({ comment: undefined }),
  silence({ createdBy: undefined }),
  silence({ id: 'nope' }),
  silence({ id: '5f0c1b0e-9f0e-4d6c-8a4f-0d7d6f1f2a3b' }),
  get('/api/v2/silence/nope'),
  get('/api/v2/silence/5f0c1b0e-9f0e-4d6c-8a4f-0d7d6f1f2a3b'),
  { method: 'DELETE', path: '/api/v2/silence/nope' },
  {
    method: 'DELETE',
    path: '/api/v2/silence/5f0c1b0e-9f0e-4d6c-8a4f-0d7d6f1f2a3b',
  },
  { method: 'DELETE', path: '/api/v2/alerts' },
  { method: 'PUT', path: '/api/v2/silences' },
  get('/api/v2/nothing'),
  get('/nothing'),
  get('/-/ready'),
  get('/-/healthy'),
  { method: 'POST', path: '/-/ready' },
];
