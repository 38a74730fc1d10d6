import { createManualClock } from '../clock/createManualClock';
import type { Pod } from '../controllers/kinds/Pod';
import { createTypedStore, parseKind } from '../controllers/TypedStore';
import type { LogSource } from '../server/ports';
import { createClusterStore } from '../store/createClusterStore';
import { ClusterNetwork } from './ClusterNetwork';
import { createContainerCommands } from './createContainerCommands';
import { withCommandLogs } from './withCommandLogs';

const OTHER_LOGS: LogSource = {
  async *readLog() {
    yield { timeMs: 0, text: 'chatter' };
  },
};

describe('createContainerCommands()', () => {
  const start = (...command: string[]) => startContainer({ command });

  function startContainer(container: {
    readonly command: readonly string[];
    readonly stdin?: boolean;
  }) {
    const clock = createManualClock();
    const raw = createClusterStore({ clock, random: () => 0.5 });
    const store = createTypedStore(raw);
    const commands = createContainerCommands({
      store,
      clock,
      metrics: {
        nodeUsage: () => undefined,
        podUsage: () => undefined,
        volumeUsage: () => undefined,
      },
      network: new ClusterNetwork(store),
    });
    const created = raw.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'default' },
      spec: { containers: [{ name: 'x', image: 'busybox', ...container }] },
    });
    const pod = parseKind('pods', created);
    const run = {
      container: 'x',
      restartCount: 0,
      startedAtMs: clock.nowMs(),
    };
    return {
      clock,
      raw,
      commands,
      pod,
      exit: () => commands.of(pod, run)?.exit,
    };
  }
  const ended = (commands: ReturnType<typeof createContainerCommands>) =>
    new Promise<Pod>(resolve => {
      commands.subscribe(resolve);
    });

  it('tells the exit code of a command once the shell has run it', async () => {
    const t = start('sh', '-c', 'echo one; echo two >&2; exit 3');
    expect(t.exit()?.afterMs).toBe(Infinity);
    const end = ended(t.commands);
    t.clock.advance(500);
    await end;
    expect(t.exit()).toEqual({ afterMs: 1_000, exitCode: 3, reason: 'Error' });
    expect(
      t.commands.runOf(t.pod, 'x', 0)?.lines.map(({ text }) => text),
    ).toEqual(['one', 'two']);
  });

  it('shows what a command prints as the log of its container', async () => {
    const t = start('printf', 'hello\\nworld');
    t.exit();
    const end = ended(t.commands);
    t.clock.advance(500);
    await end;
    const logs = withCommandLogs(OTHER_LOGS, t.commands, t.clock);
    const read = async (container: string) => {
      const texts: string[] = [];
      const { signal } = new AbortController();
      const request = { pod: t.pod, container, previous: false, signal };
      for await (const { text } of logs.readLog({ ...request, follow: true }))
        texts.push(text);
      return texts;
    };
    expect(await read('x')).toEqual(['hello', 'world']);
    expect(await read('y')).toEqual(['chatter']);
  });

  it('waits for what someone types at a command that reads', async () => {
    const t = startContainer({ command: ['cat'], stdin: true });
    t.exit();
    const end = ended(t.commands);
    t.clock.advance(500);
    expect(t.exit()?.afterMs).toBe(Infinity);
    t.commands.runOf(t.pod, 'x', 0)?.stdin?.end('abc\n');
    await end;
    expect(
      t.commands.runOf(t.pod, 'x', 0)?.lines.map(({ text }) => text),
    ).toEqual(['abc']);
  });

  it('says nothing of a server', () => {
    expect(start('/app/server').exit()).toBeUndefined();
  });

  it('forgets a run when its pod is deleted', () => {
    const t = start('sleep', '60');
    t.exit();
    t.raw.delete('pods', 'default', 'x', { gracePeriodSeconds: 0 });
    expect(t.commands.runOf(t.pod, 'x', 0)).toBeUndefined();
    t.commands.dispose();
  });
});
