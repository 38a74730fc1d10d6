import type { LiveQuery } from '@orrery/backstage-plugin-clusters-common';
import { podRow, snapshot, updated } from '../testing/liveRows';
import { scriptLiveConnection } from '../testing/scriptLiveConnection';
import { TOKEN_CHECK_MS } from './LiveConnection';
import { LINGER_MS } from './LiveSubscriptions';

const PODS: LiveQuery = { clusters: [], kind: 'Pod' };
const NODES: LiveQuery = { clusters: [], kind: 'Node' };

describe('LiveConnection', () => {
  it('opens one socket for many queries and none before the first', async () => {
    const t = scriptLiveConnection();
    expect(t.connection.state).toEqual({ kind: 'idle' });
    t.connection.subscribe(PODS, () => {});
    t.connection.subscribe(NODES, () => {});
    await t.open();
    expect(t.sockets).toHaveLength(1);
    expect(t.latest().subscribed.map(({ query }) => query.kind)).toEqual([
      'Pod',
      'Node',
    ]);
  });

  it('shares one subscription between equal queries', async () => {
    const t = scriptLiveConnection();
    const heard = [0, 0];
    t.connection.subscribe(PODS, () => (heard[0] += 1));
    t.connection.subscribe(
      { kind: 'Pod', clusters: [], text: '' },
      () => (heard[1] += 1),
    );
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    expect(t.latest().subscribed).toHaveLength(1);
    expect(heard).toEqual([1, 1]);
  });

  it('tells listeners once a frame, however many events came', async () => {
    const t = scriptLiveConnection();
    const heard = jest.fn();
    t.connection.subscribe(PODS, heard);
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.latest().listener.onEvent(updated([podRow('b')]));
    expect(heard).not.toHaveBeenCalled();
    t.drawFrame();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(t.connection.resultOf(PODS).rows.map(row => row.name)).toEqual([
      'a',
      'b',
    ]);
  });

  it('stays silent when an event changed nothing', async () => {
    const t = scriptLiveConnection();
    const heard = jest.fn();
    t.connection.subscribe(PODS, heard);
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('resumes at its position after a loss and keeps the rows meanwhile', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent(
      snapshot([podRow('a')], { position: { epoch: 'e', revision: 7 } }),
    );
    t.drawFrame();
    t.latest().listener.onEnd('transport close');
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      attempt: 1,
      cause: 'transport close',
    });
    expect(t.connection.resultOf(PODS).rows).toHaveLength(1);
    await t.passTime(1000);
    await t.open();
    expect(t.sockets).toHaveLength(2);
    expect(t.latest().subscribed[0].resume).toEqual({
      epoch: 'e',
      revision: 7,
    });
  });

  it('waits longer with every failed attempt and never gives up', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    const delays: number[] = [];
    let atMs = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await t.settle();
      t.latest().listener.onEnd('refused');
      const { state } = t.connection;
      if (state.kind !== 'waiting')
        throw new Error(`unexpected state ${state.kind}`);
      delays.push(state.retryAtMs - atMs);
      await t.passTime(state.retryAtMs - atMs);
      atMs = state.retryAtMs;
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10000, 10000]);
  });

  it('asks for a fresh token before every attempt', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.access.token = 't2';
    t.latest().listener.onEnd('unauthorized');
    await t.passTime(1000);
    expect(t.sockets.map(({ token }) => token)).toEqual(['t1', 't2']);
  });

  it('renews the token of an open connection when it changed', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    await t.passTime(TOKEN_CHECK_MS / 2);
    t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
    t.access.token = 't2';
    await t.passTime(TOKEN_CHECK_MS / 2);
    expect(t.latest().renewed).toEqual([{ token: 't2' }]);
  });

  it('reconnects after 40 s of silence, and a ping is not silence', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    await t.passTime(39_000);
    t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
    await t.passTime(39_000);
    expect(t.connection.state.kind).toBe('open');
    await t.passTime(1_000);
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      cause: 'nothing heard for 40 s',
    });
    expect(t.latest().closed).toBe(true);
  });

  it('hears nothing from a socket that it has replaced', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    const [old] = t.sockets;
    old.listener.onEnd('gone');
    await t.passTime(1000);
    await t.open();
    old.listener.onEvent(snapshot([podRow('ghost')]));
    old.listener.onEnd('again');
    t.drawFrame();
    expect(t.connection.resultOf(PODS).rows).toEqual([]);
    expect(t.connection.state.kind).toBe('open');
  });

  it('pauses and resumes by the user without losing rows', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    t.connection.pause();
    expect(t.latest().closed).toBe(true);
    expect(t.connection.resultOf(PODS).rows).toHaveLength(1);
    t.connection.resume();
    await t.open();
    expect(t.latest().subscribed[0].resume).toEqual({
      epoch: 'e',
      revision: 1,
    });
  });

  it('shows which transport carries it', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.settle();
    t.latest().listener.onOpen('polling');
    expect(t.connection.state).toEqual({ kind: 'open', transport: 'polling' });
    t.latest().listener.onTransport('websocket');
    expect(t.connection.state).toEqual({
      kind: 'open',
      transport: 'websocket',
    });
    expect(t.latest().subscribed).toHaveLength(1);
  });

  it('ends one query on its error and leaves the others', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    t.connection.subscribe(NODES, () => {});
    await t.open();
    t.latest().listener.onEvent({
      event: 'error',
      subscription: 'q2',
      error: { code: 'FORBIDDEN', message: 'list nodes' },
    });
    t.drawFrame();
    expect(t.connection.resultOf(NODES).state).toBe('error');
    expect(t.connection.resultOf(PODS).state).toBe('loading');
    t.connection.restart(NODES);
    expect(t.latest().subscribed).toHaveLength(3);
  });

  it('reconnects on an error that concerns the connection', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent({
      event: 'error',
      error: { code: 'UNAUTHORIZED', message: 'token expired' },
    });
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      cause: 'token expired',
    });
  });

  it('keeps a query for a moment after its last viewer, then unsubscribes and rests', async () => {
    const t = scriptLiveConnection();
    const leave = t.connection.subscribe(PODS, () => {});
    await t.open();
    leave();
    leave();
    await t.passTime(LINGER_MS - 1);
    const leaveAgain = t.connection.subscribe(PODS, () => {});
    expect(t.latest().subscribed).toHaveLength(1);
    leaveAgain();
    await t.passTime(LINGER_MS);
    expect(t.latest().unsubscribed).toEqual(['q1']);
    expect(t.latest().closed).toBe(true);
    expect(t.connection.state).toEqual({ kind: 'idle' });
    expect(t.activeTimers()).toBe(0);
  });

  it('leaves no timer and no socket after dispose', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.connection.dispose();
    expect(t.latest().closed).toBe(true);
    expect(t.activeTimers()).toBe(0);
  });
});
