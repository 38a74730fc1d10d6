import { imagesOf } from './imagesOf';
import { parseApplication, parseRetry } from './parseApplication';
import { parseDurationMs } from './parseDuration';
import { summaryOf } from './summaryOf';

describe('parseApplication()', () => {
  it('reads an Application without anything', () => {
    expect(parseApplication({ metadata: { name: 'a' } })).toMatchObject({
      namespace: 'argocd',
      project: 'default',
      sources: [],
      syncOptions: [],
      revisionHistoryLimit: 10,
      automated: undefined,
    });
  });

  it('reads a source path as git knows it, and automation that is turned off', () => {
    const application = parseApplication({
      metadata: { name: 'a', namespace: 'team' },
      spec: {
        source: { repoURL: 'r', path: './a//b/' },
        syncPolicy: { automated: { enabled: false } },
      },
    });
    expect([application.sources[0].path, application.automated]).toEqual([
      'a/b',
      undefined,
    ]);
  });

  it('reads retries with the defaults of Argo CD', () => {
    expect(
      parseRetry({ backoff: { duration: '1m', maxDuration: 'soon' } }),
    ).toEqual({
      limit: 5,
      durationMs: 60_000,
      factor: 2,
      maxDurationMs: 180_000,
    });
  });
});

describe('parseDurationMs()', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['90', 90_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['2d', 172_800_000],
    ['', undefined],
    ['1h 30m', undefined],
    ['fast', undefined],
  ])('reads %j', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });
});

describe('summaryOf()', () => {
  it('lists images and addresses', () => {
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'a',
        annotations: { 'link.argocd.argoproj.io/docs': 'Docs|https://docs' },
      },
      spec: {
        tls: [{ hosts: ['shop.test'] }],
        rules: [
          {
            host: 'shop.test',
            http: { paths: [{ path: '/' }, { path: '/api/*' }] },
          },
          { host: 'plain.test', http: { paths: [{}] } },
          { http: { paths: [{ path: '/x' }] } },
        ],
      },
    };
    const cronJob = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'c' },
      spec: {
        jobTemplate: {
          spec: {
            template: {
              spec: {
                initContainers: [{ image: 'b:1' }],
                containers: [{ image: 'a:1' }],
              },
            },
          },
        },
      },
    };
    expect(summaryOf([ingress, cronJob])).toEqual({
      images: ['a:1', 'b:1'],
      externalURLs: [
        'http://plain.test/',
        'https://docs',
        'https://shop.test/',
        'https://shop.test/api/',
      ],
    });
    expect(imagesOf(ingress)).toEqual([]);
    expect(summaryOf([])).toEqual({});
  });
});
