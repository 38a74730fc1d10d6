import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Attach,
  Cp,
  Exec,
  Log,
  PortForward,
  type V1Status,
} from '@kubernetes/client-node';
import type { NodeSession } from '../../clients/NodeSession';
import type { CallGroup } from '../Recorded';
import { collect } from './collect';
import { coreOf } from './coreOf';

const pod = {
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    containers: [
      { name: 'web', image: 'trial/web:1', ports: [{ containerPort: 8080 }] },
    ],
  },
};

/** Runs a command in the pod; resolves with what it printed and how it ended. */
async function exec(
  { config, namespace }: NodeSession,
  command: readonly string[],
  { stdin, tty = false }: { stdin?: string; tty?: boolean } = {},
) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out = collect(stdout);
  const err = collect(stderr);
  const status = await new Promise<V1Status>((resolve, reject) => {
    new Exec(config)
      .exec(
        namespace,
        'web',
        'web',
        [...command],
        stdout,
        stderr,
        stdin === undefined ? null : Readable.from([stdin]),
        tty,
        resolve,
      )
      .catch(reject);
  });
  await wait(50);
  const exitCode = status.details?.causes?.find(
    each => each.reason === 'ExitCode',
  )?.message;
  return {
    stdout: out(),
    stderr: err(),
    status: status.status,
    ...(exitCode ? { exitCode } : {}),
  };
}

async function runningPod(session: NodeSession) {
  const { namespace } = session;
  const core = coreOf(session);
  await core.createNamespacedPod({ namespace, body: pod });
  for (;;) {
    const { status } = await core.readNamespacedPod({ namespace, name: 'web' });
    if (status?.containerStatuses?.[0].ready) return status.phase;
    await wait(200);
  }
}

/** An HTTP request through a forwarded port, as `PortForward` is used: a local server whose sockets it serves. */
async function fetchForwarded(
  { config, namespace }: NodeSession,
  urlPath: string,
) {
  const forward = new PortForward(config);
  const server = createServer(socket => {
    forward
      .portForward(namespace, 'web', [8080], socket, null, socket)
      .catch(error => socket.destroy(error));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}${urlPath}`, {
      headers: { connection: 'close' },
    });
    await response.text();
    return response.status;
  } finally {
    server.close();
  }
}

export const streams: CallGroup = {
  kind: 'calls',
  name: 'streams',
  about: 'Commands, terminals, logs, copies and ports of a pod.',
  steps: [
    {
      call: 'core.createNamespacedPod(…), then core.readNamespacedPod(…) until it is ready',
      run: runningPod,
      answer: 'Running',
    },
    {
      call: "exec.exec(…, ['ls', '/nope'])",
      run: session => exec(session, ['ls', '/nope']),
      answer: {
        stdout: '',
        stderr: 'ls: /nope: No such file or directory\n',
        status: 'Failure',
        exitCode: '1',
      },
    },
    {
      call: "exec.exec(…, ['sh', '-c', 'echo a | wc -l; exit 5'])",
      run: session => exec(session, ['sh', '-c', 'echo a | wc -l; exit 5']),
      answer: { stdout: '1\n', stderr: '', status: 'Failure', exitCode: '5' },
    },
    {
      call: "exec.exec(…, ['cat'], stdin)",
      run: session => exec(session, ['head', '-n', '1'], { stdin: 'typed\n' }),
      answer: { stdout: 'typed\n', stderr: '', status: 'Success' },
    },
    {
      call: "exec.exec(…, ['sh'], stdin, tty: true)",
      run: async session =>
        (await exec(session, ['sh'], { stdin: 'hostname\nexit\n', tty: true }))
          .stdout,
      answer: /hostname\r\n[^]*web\r\n/,
    },
    {
      call: 'log.log(…, { tailLines: 2 })',
      run: async ({ config, namespace }) => {
        const stream = new PassThrough();
        const text = collect(stream);
        await new Log(config).log(namespace, 'web', 'web', stream, {
          tailLines: 2,
        });
        await new Promise(resolve => stream.once('finish', resolve));
        return text();
      },
      answer: /^(.+\n){2}$/,
    },
    {
      call: 'log.log(…, { follow: true }), aborted after a line',
      run: async ({ config, namespace }) => {
        const stream = new PassThrough();
        const text = collect(stream);
        const following = await new Log(config).log(
          namespace,
          'web',
          'web',
          stream,
          { follow: true, tailLines: 1 },
        );
        while (!text().includes('\n')) await wait(50);
        following.abort();
        return text();
      },
      answer: /\n/,
    },
    {
      call: 'attach.attach(…) until it prints',
      run: async ({ config, namespace }) => {
        const stdout = new PassThrough();
        const text = collect(stdout);
        const socket = await new Attach(config).attach(
          namespace,
          'web',
          'web',
          stdout,
          null,
          null,
          false,
        );
        while (!text().includes('\n')) await wait(50);
        socket.close();
        return text();
      },
      answer: /\S+\n/,
    },
    {
      // Its cpFromPod() reads what `tar z` compresses as if it were not compressed.
      call: 'cp.cpToPod(…), until it is there',
      run: async session => {
        const { config, namespace, folder } = session;
        const there = path.join(folder, 'to');
        mkdirSync(there);
        writeFileSync(path.join(there, 'a.txt'), 'from here\n');
        await new Cp(config).cpToPod(namespace, 'web', 'web', there, '/tmp');
        for (;;) {
          const { stdout } = await exec(session, ['cat', '/tmp/a.txt']);
          if (stdout !== '') return stdout;
        }
      },
      answer: 'from here\n',
    },
    {
      call: 'portForward.portForward(…, [8080], …), then GET /healthz',
      run: session => fetchForwarded(session, '/healthz'),
      answer: 200,
    },
  ],
};
