import type { Container } from '../controllers/kinds/Pod';
import { hashText } from '../random/createRandom';

export interface MainProcess {
  readonly command: string;
  /** Of what the container uses. */
  readonly share: number;
}

const KNOWN: readonly (readonly [RegExp, readonly MainProcess[]])[] = [
  [
    /postgres|-db\b/,
    [
      { command: 'postgres -D /var/lib/postgresql/data', share: 0.4 },
      { command: 'postgres: checkpointer', share: 0.1 },
      { command: 'postgres: background writer', share: 0.05 },
      { command: 'postgres: walwriter', share: 0.15 },
      { command: 'postgres: app orders 10.0.0.12(51344) SELECT', share: 0.3 },
    ],
  ],
  [
    /kafka/,
    [
      {
        command:
          'java -Xmx2g -cp /opt/kafka/libs/* kafka.Kafka /etc/kafka/server.properties',
        share: 1,
      },
    ],
  ],
  [/redis|cache/, [{ command: 'redis-server *:6379', share: 1 }]],
  [
    /nginx|\/web\b/,
    [
      { command: 'nginx: master process nginx -g daemon off;', share: 0.1 },
      { command: 'nginx: worker process', share: 0.45 },
      { command: 'nginx: worker process', share: 0.45 },
    ],
  ],
];

/** What runs in a container, by what its spec and its image say: the first is process 1. */
export function mainProcesses(container: Container): readonly MainProcess[] {
  const command = [...(container.command ?? []), ...(container.args ?? [])];
  if (container.command?.length)
    return [{ command: command.join(' '), share: 1 }];
  const image = container.image ?? '';
  const known = KNOWN.find(([pattern]) =>
    pattern.test(`${image} ${container.name}`),
  )?.[1];
  if (known) return known;
  const runtimes = [
    `/app/${container.name}`,
    'node /app/server.js',
    'java -XX:+UseG1GC -jar /app/app.jar',
    'python -m uvicorn main:app --host 0.0.0.0',
  ];
  const runtime = runtimes[hashText(image.split(':')[0]) % runtimes.length];
  return [{ command: [runtime, ...command].join(' '), share: 1 }];
}
