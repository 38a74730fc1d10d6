import { parseOptions } from '../parseOptions';
import { UsageError, type Program, type ProgramContext } from '../Program';
import { resolvePath } from '../resolvePath';

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** `curl` of plain HTTP inside the cluster: `-s -S -i -I -f -v -o FILE -m SECONDS -w FORMAT`. */
const curl: Program = async context => {
  const { stdout, stderr, host } = context;
  const { flags, values, operands } = parseOptions(
    context.args,
    [
      's',
      'S',
      'i',
      'I',
      'f',
      'v',
      'L',
      'k',
      'silent',
      'fail',
      'include',
      'head',
    ],
    ['o', 'm', 'w', 'X', 'H', 'd', 'connect-timeout', 'max-time'],
  );
  const [address] = operands;
  if (address === undefined) throw new UsageError('no URL specified!');
  const url = parseUrl(address);
  const complain = (code: number, text: string) =>
    stderr.write(`curl: (${code}) ${text}\n`).then(() => code);
  if (!host.resolve(url.hostname))
    return complain(6, `Could not resolve host: ${url.hostname}`);
  const answer = await host.fetch(url);
  if (!answer)
    return complain(
      7,
      `Failed to connect to ${url.hostname} port ${portOf(
        url,
      )}: Connection refused`,
    );
  if ((flags.has('f') || flags.has('fail')) && answer.status >= 400)
    return complain(22, `The requested URL returned error: ${answer.status}`);
  const isHead = flags.has('I') || flags.has('head');
  const headText =
    isHead || flags.has('i') || flags.has('include')
      ? `HTTP/1.1 ${answer.status} ${
          STATUS_TEXTS[answer.status] ?? ''
        }\r\nContent-Type: ${
          answer.contentType
        }\r\nContent-Length: ${Buffer.byteLength(answer.body)}\r\n\r\n`
      : '';
  const text = headText + (isHead ? '' : answer.body);
  await writeTo(context, values.get('o'), text);
  const format = values.get('w');
  if (format !== undefined)
    await stdout.write(
      format
        .replace(/%\{http_code\}/g, String(answer.status))
        .replace(/\\n/g, '\n'),
    );
  return 0;
};

const wget: Program = async context => {
  const { stderr, host } = context;
  const { flags, values, operands } = parseOptions(
    context.args,
    ['q', 'S'],
    ['O', 'T', 't'],
  );
  const [address] = operands;
  if (address === undefined) throw new UsageError('missing URL');
  const url = parseUrl(address);
  if (!host.resolve(url.hostname)) {
    await stderr.write(`wget: bad address '${url.hostname}'\n`);
    return 1;
  }
  const answer = await host.fetch(url);
  if (!answer || answer.status >= 400) {
    const reason = answer
      ? `server returned error: HTTP/1.1 ${answer.status} ${
          STATUS_TEXTS[answer.status] ?? ''
        }`
      : `can't connect to remote host (${host.resolve(
          url.hostname,
        )}): Connection refused`;
    await stderr.write(`wget: ${reason}\n`);
    return 1;
  }
  const file = values.get('O') ?? url.pathname.split('/').at(-1);
  await writeTo(context, file || 'index.html', answer.body);
  if (!flags.has('q') && file !== '-')
    await stderr.write(`'${file || 'index.html'}' saved\n`);
  return 0;
};

async function writeTo(
  { files, state, stdout }: ProgramContext,
  file: string | undefined,
  text: string,
): Promise<void> {
  if (file === '/dev/null') return;
  if (file === undefined || file === '-') await stdout.write(text);
  else files.write(resolvePath(state.folder, file), Buffer.from(text));
}

function parseUrl(address: string): URL {
  const text = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UsageError(`URL using bad/illegal format: ${address}`);
  if (url.protocol !== 'http:')
    throw new UsageError(
      `the simulated network carries http only, not ${url.protocol.slice(
        0,
        -1,
      )}`,
    );
  return url;
}

export function portOf(url: URL): number {
  return Number(url.port || 80);
}

const lookUp: Program = async ({ name, args, host, stdout, stderr }) => {
  const wanted =
    args.filter(
      arg => !arg.startsWith('-') && arg !== 'hosts' && arg !== 'ahosts',
    )[0] ?? '';
  const address = host.resolve(wanted);
  if (address === undefined) {
    if (name !== 'getent')
      await stderr.write(`** server can't find ${wanted}: NXDOMAIN\n`);
    return name === 'getent' ? 2 : 1;
  }
  await stdout.write(
    name === 'getent'
      ? `${address.padEnd(15)} ${wanted}\n`
      : `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\t${wanted}\nAddress: ${address}\n`,
  );
  return 0;
};

/** `nc -z HOST PORT`: whether someone listens. */
const nc: Program = async ({ args, host, stderr }) => {
  const { flags, operands } = parseOptions(args, ['z', 'v', 'n'], ['w']);
  const [name, port] = operands;
  if (port === undefined) throw new UsageError('usage: nc -z HOST PORT');
  if (!flags.has('z'))
    throw new UsageError('the simulated network carries http only: use nc -z');
  const address = host.resolve(name);
  if (!address) throw new UsageError(`bad address '${name}'`);
  const isOpen = await host.fetch(new URL(`http://${name}:${port}/`));
  if (flags.has('v'))
    await stderr.write(
      `${name} (${address}:${port}) ${
        isOpen ? 'open' : 'Connection refused'
      }\n`,
    );
  return isOpen ? 0 : 1;
};

/** Programs that use the network of the cluster. */
export const networkPrograms: Readonly<Record<string, Program>> = {
  curl,
  wget,
  nc,
  nslookup: lookUp,
  getent: lookUp,
};
