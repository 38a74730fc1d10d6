import { parseOptions } from '../parseOptions';
import { UsageError, type Program } from '../Program';
import { resolvePath } from '../resolvePath';
import { walk } from './files';
import { humanSize } from './listing';
import { contentOf } from '../../files/VirtualFiles';

const env: Program = async ({ args, state, stdout, run }) => {
  const command = [...args];
  while (/^[A-Za-z_]\w*=/.test(command[0] ?? '')) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(command.shift() ?? '') ?? [];
    state.variables.set(name, value);
  }
  if (command.length > 0) return run(command);
  for (const [name, value] of state.variables)
    await stdout.write(`${name}=${value}\n`);
  return 0;
};

const printenv: Program = async ({ args, state, stdout }) => {
  if (args.length === 0) {
    for (const [name, value] of state.variables)
      await stdout.write(`${name}=${value}\n`);
    return 0;
  }
  const found = args.flatMap(name => state.variables.get(name) ?? []);
  for (const value of found) await stdout.write(`${value}\n`);
  return found.length === args.length ? 0 : 1;
};

const id: Program = async ({ args, stdout }) => {
  const { flags } = parseOptions(args, ['u', 'g', 'n']);
  const number = flags.has('n') ? 'root' : '0';
  await stdout.write(
    flags.has('u') || flags.has('g')
      ? `${number}\n`
      : 'uid=0(root) gid=0(root) groups=0(root)\n',
  );
  return 0;
};

const uname: Program = async ({ args, host, stdout }) => {
  const { flags } = parseOptions(args, ['a', 's', 'n', 'r', 'm', 'o', 'v']);
  const fields = {
    s: 'Linux',
    n: host.hostname,
    r: '6.6.72',
    v: '#1 SMP',
    m: host.machine,
    o: 'GNU/Linux',
  };
  const wanted =
    flags.size === 0
      ? ['s']
      : Object.keys(fields).filter(each => flags.has('a') || flags.has(each));
  await stdout.write(
    `${Object.entries(fields)
      .filter(([key]) => wanted.includes(key))
      .map(([, value]) => value)
      .join(' ')}\n`,
  );
  return 0;
};

const date: Program = async ({ args, host, stdout }) => {
  const now = new Date(host.nowMs());
  const { flags, operands } = parseOptions(args, ['u', 'R', 'I']);
  const format = operands.find(each => each.startsWith('+'))?.slice(1);
  const iso = now.toISOString();
  const fields: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    s: String(Math.floor(now.getTime() / 1000)),
    N: `${iso.slice(20, 23)}000000`,
    Z: 'UTC',
    z: '+0000',
  };
  const [weekday, day, month, year, time] = now
    .toUTCString()
    .replace(',', '')
    .split(' ');
  const plain = flags.has('I')
    ? fields.F
    : `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} UTC ${year}`;
  await stdout.write(
    `${
      format === undefined
        ? plain
        : format.replace(/%(.)/g, (all, letter) => fields[letter] ?? all)
    }\n`,
  );
  return 0;
};

const uptime: Program = async ({ host, stdout }) => {
  const minutes = Math.floor((host.nowMs() - host.startedAtMs) / 60_000);
  const load = host.processes().reduce((sum, each) => sum + each.cpuRatio, 0);
  const loads = [1, 0.95, 0.9]
    .map(factor => (load * factor).toFixed(2))
    .join(', ');
  await stdout.write(
    ` ${new Date(host.nowMs()).toISOString().slice(11, 19)} up ${Math.floor(
      minutes / 60,
    )}:${String(minutes % 60).padStart(2, '0')},  load average: ${loads}\n`,
  );
  return 0;
};

const df: Program = async ({ args, files, host, stdout }) => {
  const { flags } = parseOptions(args, ['h', 'T', 'k']);
  const totalBytes = 80 * 1024 ** 3;
  let usedBytes = 21 * 1024 ** 3;
  for (const path of walk(files, '/')) {
    const node = files.get(path);
    if (node.kind === 'file' && typeof node.content !== 'function')
      usedBytes += contentOf(node).length;
  }
  const show = (byteCount: number) =>
    flags.has('h')
      ? humanSize(byteCount)
      : String(Math.round(byteCount / 1024));
  const root = {
    device: 'overlay',
    mountPath: '/',
    capacityBytes: totalBytes,
    usedBytes,
  };
  const volumes = [root, ...host.volumes()].map(volume => [
    volume.device.padEnd(15),
    show(volume.capacityBytes).padStart(9),
    show(volume.usedBytes).padStart(9),
    show(volume.capacityBytes - volume.usedBytes).padStart(9),
    `${Math.ceil((volume.usedBytes / volume.capacityBytes) * 100)}%`.padStart(
      4,
    ),
    volume.mountPath,
  ]);
  const title = 'Filesystem           Size      Used Available Use% Mounted on';
  for (const line of [title, ...volumes.map(cells => cells.join(' '))])
    await stdout.write(`${line}\n`);
  return 0;
};

const du: Program = async ({ args, files, state, stdout }) => {
  const { flags, operands } = parseOptions(args, ['s', 'h', 'k', 'a']);
  for (const operand of operands.length > 0 ? operands : ['.']) {
    let byteCount = 0;
    for (const path of walk(files, resolvePath(state.folder, operand))) {
      const node = files.get(path);
      byteCount += node.kind === 'file' ? contentOf(node).length : 4096;
    }
    await stdout.write(
      `${
        flags.has('h') ? humanSize(byteCount) : Math.ceil(byteCount / 1024)
      }\t${operand}\n`,
    );
  }
  return 0;
};

const which: Program = async ({ args, files, stdout }) => {
  let missing = 0;
  for (const name of args) {
    if (files.find(`/bin/${name}`)) await stdout.write(`/bin/${name}\n`);
    else missing += 1;
  }
  return missing > 0 ? 1 : 0;
};

const seq: Program = async ({ args, stdout }) => {
  const [from, to] =
    args.length === 1
      ? [1, Number(args[0])]
      : [Number(args[0]), Number(args[1])];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from > 1_000_000)
    throw new UsageError(`expected two whole numbers, got '${args.join(' ')}'`);
  for (let value = from; value <= to; value += 1)
    await stdout.write(`${value}\n`);
  return 0;
};

const say =
  (text: (host: Parameters<Program>[0]['host']) => string): Program =>
  async ({ host, stdout }) => {
    await stdout.write(`${text(host)}\n`);
    return 0;
  };

/** Programs that tell about the container. */
export const systemPrograms: Readonly<Record<string, Program>> = {
  env,
  printenv,
  id,
  uname,
  date,
  uptime,
  df,
  du,
  which,
  seq,
  whoami: say(() => 'root'),
  hostname: async ({ args, host, stdout }) => {
    await stdout.write(
      `${/^-[iI]$/.test(args[0] ?? '') ? host.ipAddress : host.hostname}\n`,
    );
    return 0;
  },
  nproc: say(host => String(Math.max(1, Math.ceil(host.cpuLimitCores)))),
  arch: say(host => host.machine),
};
