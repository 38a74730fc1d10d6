import { VirtualFiles } from '../files/VirtualFiles';
import type { Container, Pod } from '../controllers/kinds/Pod';
import type { TypedStore } from '../controllers/TypedStore';
import { objectsAt, stringAt, valueAt } from '../json/readJson';
import type { ContainerHost } from '../shell/ContainerHost';
import { programs } from '../shell/programs';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const FOLDERS = [
  '/tmp',
  '/root',
  '/app',
  '/etc',
  '/var/log',
  '/proc',
  '/usr/bin',
  '/opt',
  '/home',
  '/dev',
  '/sys',
];

/** The files that a container starts with: a small image, its mounts, and what the kubelet and the kernel provide. */
export function containerFiles(
  pod: Pod,
  container: Container,
  store: TypedStore,
  host: ContainerHost,
): VirtualFiles {
  const files = new VirtualFiles({ nowMs: () => host.nowMs() });
  const text = (path: string, content: string, isReadOnly = false) =>
    files.place(path, {
      mode: 0o644,
      content: Buffer.from(content),
      isReadOnly,
    });
  const live = (path: string, content: () => string) =>
    files.place(path, {
      mode: 0o444,
      content: () => Buffer.from(content()),
      isReadOnly: true,
    });

  FOLDERS.forEach(folder => files.placeFolder(folder));
  for (const name of Object.keys(programs))
    files.place(`/bin/${name}`, { mode: 0o755, content: Buffer.alloc(0) });
  text('/etc/hostname', `${host.hostname}\n`);
  text(
    '/etc/hosts',
    `127.0.0.1\tlocalhost\n${host.ipAddress}\t${host.hostname}\n`,
  );
  text(
    '/etc/resolv.conf',
    `search ${pod.metadata.namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
  );
  text(
    '/etc/os-release',
    'NAME="Simulated Linux"\nID=simulated\nVERSION_ID=1\nPRETTY_NAME="Simulated Linux 1"\n',
  );
  text(
    '/etc/passwd',
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  );
  text('/app/VERSION', `${(container.image ?? '').split(':').at(-1)}\n`);
  live(
    '/proc/uptime',
    () => `${((host.nowMs() - host.startedAtMs) / 1000).toFixed(2)} 0.00\n`,
  );
  live(
    '/proc/1/cmdline',
    () => `${(host.processes()[0]?.command ?? '').replace(/ /g, '\0')}\0`,
  );
  live(
    '/proc/loadavg',
    () =>
      `${host
        .processes()
        .reduce((sum, each) => sum + each.cpuRatio, 0)
        .toFixed(2)} 0.00 0.00 1/40 17\n`,
  );
  live('/proc/meminfo', () => {
    const used = host
      .processes()
      .reduce((sum, each) => sum + each.memoryBytes, 0);
    const line = (name: string, byteCount: number) =>
      `${`${name}:`.padEnd(16)}${Math.round(byteCount / 1024)} kB\n`;
    return (
      line('MemTotal', host.memoryLimitBytes) +
      line('MemFree', host.memoryLimitBytes - used)
    );
  });

  for (const mount of objectsAt(container, 'volumeMounts'))
    mountVolume(files, pod, mount, store);
  const { namespace = '' } = pod.metadata;
  text(`${SERVICE_ACCOUNT}/namespace`, namespace, true);
  text(
    `${SERVICE_ACCOUNT}/ca.crt`,
    stringAt(
      store.raw.get('configmaps', namespace, 'kube-root-ca.crt'),
      'data',
      'ca.crt',
    ),
    true,
  );
  text(
    `${SERVICE_ACCOUNT}/token`,
    `simulated.${Buffer.from(
      `${namespace}/${pod.spec.serviceAccountName ?? 'default'}`,
    ).toString('base64url')}.signature`,
    true,
  );
  return files;
}

/** ConfigMaps and Secrets are read-only and follow their object; every other kind of volume is an empty folder. */
function mountVolume(
  files: VirtualFiles,
  pod: Pod,
  mount: object,
  store: TypedStore,
): void {
  const path = stringAt(mount, 'mountPath');
  const volume = (pod.spec.volumes ?? []).find(
    ({ name }) => name === stringAt(mount, 'name'),
  );
  const { namespace } = pod.metadata;
  const config = stringAt(volume, 'configMap', 'name');
  const secret = stringAt(volume, 'secret', 'secretName');
  const [resource, name, encoding] = config
    ? (['configmaps', config, 'utf8'] as const)
    : (['secrets', secret, 'base64'] as const);
  files.placeFolder(path, name !== '');
  if (!name) return;
  const data = valueAt(store.raw.get(resource, namespace, name), 'data');
  for (const key of Object.keys(data && typeof data === 'object' ? data : {}))
    files.place(`${path}/${key}`, {
      mode: 0o644,
      isReadOnly: true,
      content: () =>
        Buffer.from(
          stringAt(store.raw.get(resource, namespace, name), 'data', key),
          encoding,
        ),
    });
}
