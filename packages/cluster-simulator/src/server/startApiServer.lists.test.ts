import { objectsAt, stringAt } from '../json/readJson';
import { podBody, startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const pods = '/api/v1/namespaces/default/pods';

const namesOf = (list: object) =>
  objectsAt({ ...list }, 'items').map(item =>
    stringAt(item, 'metadata', 'name'),
  );

describe('startApiServer(): lists and watches', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  describe('lists', () => {
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c'])
        await server.call('POST', pods, podBody(name));
    });

    it('pages from one snapshot and expires forgotten tokens with one to go on', async () => {
      const first = (await server.call('GET', `${pods}?limit=2`)).json;
      expect([first.items.length, first.metadata.remainingItemCount]).toEqual([
        2, 1,
      ]);
      await server.call('POST', pods, podBody('d'));
      const { continue: token, resourceVersion } = first.metadata;
      const second = (
        await server.call('GET', `${pods}?limit=2&continue=${token}`)
      ).json;
      expect(namesOf(second)).toEqual(['c']);
      expect(second.metadata.resourceVersion).toBe(resourceVersion);
      const expired = (
        await server.call('GET', `${pods}?limit=2&continue=${token}`)
      ).json;
      expect(expired).toMatchObject({ code: 410, reason: 'Expired' });
      const rest = (
        await server.call(
          'GET',
          `${pods}?continue=${expired.metadata.continue}`,
        )
      ).json;
      expect(namesOf(rest)).toEqual(['c', 'd']);
    });

    it('lists exactly as of an earlier version while the history reaches it', async () => {
      const maps = '/api/v1/namespaces/exact/configmaps';
      const write = (name: string) => {
        server.store.create('configmaps', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: 'exact' },
          data: { at: 'first' },
        });
      };
      write('a');
      write('b');
      const version = server.store.resourceVersion();
      server.store.remove('configmaps', 'exact', 'b');
      server.store.update('configmaps', 'exact', 'a', map => ({
        ...map,
        data: { at: 'second' },
      }));
      write('c');
      const exact = `${maps}?resourceVersionMatch=Exact&resourceVersion=`;
      const { json: list } = await server.call('GET', exact + version);
      expect(list).toMatchObject({
        metadata: { resourceVersion: String(version) },
        items: [
          { metadata: { name: 'a' }, data: { at: 'first' } },
          { metadata: { name: 'b' } },
        ],
      });
      expect((await server.call('GET', `${exact}0`)).code).toBe(422);
      server.store.trimHistory();
      expect((await server.call('GET', exact + version)).code).toBe(410);
    });

    it('writes YAML for those who ask for it', async () => {
      const headers = { accept: 'application/yaml' };
      const { text, headers: answered } = await server.call(
        'GET',
        `${pods}/a`,
        undefined,
        headers,
      );
      expect(answered['content-type']).toBe('application/yaml');
      expect(text).toMatch(
        /^kind: Pod\napiVersion: v1\nmetadata:\n {2}name: a$/m,
      );
    });

    it('writes tables and metadata where they are asked for', async () => {
      const table = await server.call('GET', pods, undefined, {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      });
      expect(table.json.rows[0].cells.slice(0, 4)).toEqual([
        'a',
        '0/1',
        'Pending',
        '0',
      ]);
      const partial = await server.call('GET', pods, undefined, {
        accept:
          'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
      });
      expect(Object.keys(partial.json.items[0]).sort()).toEqual([
        'apiVersion',
        'kind',
        'metadata',
      ]);
      expect(
        (
          await server.call('GET', pods, undefined, {
            accept: 'application/cbor',
          })
        ).code,
      ).toBe(406);
    });
  });

  describe('watches', () => {
    it('resumes after a version, bookmarks the end of the initial events, and ends in time', async () => {
      await server.call('POST', pods, podBody('a'));
      const version = server.store.resourceVersion();
      await server.call('POST', pods, podBody('b'));
      const resumed = await server.watch(
        `${pods}?watch=true&resourceVersion=${version}&timeoutSeconds=1`,
      );
      expect(
        resumed.map(event => [event.type, event.object.metadata.name]),
      ).toEqual([['ADDED', 'b']]);
      const initial = await server.watch(
        `${pods}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
        3,
      );
      expect(initial.map(event => event.type)).toEqual([
        'ADDED',
        'ADDED',
        'BOOKMARK',
      ]);
      expect(initial[2].object.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
    });

    it('reports an object that stops and starts to match as deleted and added', async () => {
      await server.call('POST', pods, podBody('a', { app: 'x' }));
      const version = server.store.resourceVersion();
      const events = await server.watch(
        `${pods}?watch=1&labelSelector=app%3Dx&resourceVersion=${version}`,
        3,
        () => {
          const label = (app: string) =>
            server.store.update('pods', 'default', 'a', pod => ({
              ...pod,
              metadata: { ...pod.metadata, labels: { app } },
            }));
          label('y');
          label('x');
          server.store.remove('pods', 'default', 'a');
        },
      );
      expect(events.map(event => event.type)).toEqual([
        'DELETED',
        'ADDED',
        'DELETED',
      ]);
      expect(
        events.map(event => Number(event.object.metadata.resourceVersion)),
      ).toEqual([version + 1, version + 2, version + 3]);
      expect(events[0].object.metadata.labels).toEqual({ app: 'x' });
    });

    it('ends with an Expired event when the history is gone', async () => {
      await server.call('POST', pods, podBody('a'));
      server.store.trimHistory();
      const [event] = await server.watch(
        `${pods}?watch=true&resourceVersion=1`,
      );
      expect(event).toMatchObject({
        type: 'ERROR',
        object: { reason: 'Expired', code: 410 },
      });
    });
  });
});
