import type { SpdyStream } from '../spdy/SpdyStream';
import { acceptSpdy } from './acceptSpdy';
import type { UpgradeParts } from './acceptWebSocket';
import type { RunCommand } from './CommandStreams';
import { endOutput } from './endOutput';
import { runToOutcome } from './runToOutcome';
import type { SessionStreams } from './SessionStreams';
import { TerminalResizes } from './TerminalResizes';
import { toOutcomeStatus } from './toOutcomeStatus';

/** How long a client may take to open the streams that its query announced. */
const STREAMS_TIMEOUT_MS = 30_000;

/** Serves one exec or attach session over SPDY streams, to the end. */
export async function runOverSpdy(
  parts: UpgradeParts,
  protocol: string,
  wanted: SessionStreams,
  run: RunCommand,
): Promise<void> {
  const gone = new AbortController();
  const resizes = new TerminalResizes();
  const streams = new Map<string, SpdyStream>();
  const { promise: allOpened, settle } = createOpening();
  const session = acceptSpdy(
    parts,
    protocol,
    stream => {
      const type = stream.headers.streamtype ?? '';
      streams.set(type, stream);
      if (type === 'resize')
        stream.on('data', (data: Buffer) => resizes.receive(data));
      if (namesOf(wanted).every(name => streams.has(name))) settle();
    },
    () => {
      gone.abort();
      settle(new Error('the client left before it opened its streams'));
    },
  );
  const late = setTimeout(() => {
    session.close();
    settle(new Error('the client did not open its streams'));
  }, STREAMS_TIMEOUT_MS);
  await allOpened.finally(() => clearTimeout(late));

  const stdin = streams.get('stdin');
  const stdout = streams.get('stdout');
  const stderr = streams.get('stderr');
  const outcome = await runToOutcome(run, {
    ...(stdin && { stdin }),
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
    isTerminal: wanted.isTerminal,
    onResize: listener => resizes.on(listener),
    signal: gone.signal,
  });
  await endOutput(stdout);
  await endOutput(stderr);
  await endOutput(
    streams.get('error'),
    JSON.stringify(toOutcomeStatus(outcome)),
  );
  session.close();
}

/** A promise that settles once, by whoever comes first. */
function createOpening(): {
  readonly promise: Promise<void>;
  settle(error?: Error): void;
} {
  let settle: (error?: Error) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    settle = error => (error ? reject(error) : resolve());
  });
  return { promise, settle: error => settle(error) };
}

function namesOf(wanted: SessionStreams): readonly string[] {
  return [
    'error',
    ...(wanted.stdin ? ['stdin'] : []),
    ...(wanted.stdout ? ['stdout'] : []),
    ...(wanted.stderr && !wanted.isTerminal ? ['stderr'] : []),
    ...(wanted.isTerminal ? ['resize'] : []),
  ];
}
