import type { Runtime } from '../world/WorldService';

const LINES: Readonly<Record<Runtime, readonly string[]>> = {
  go: [
    'starting',
    'configuration loaded',
    'connected to dependencies',
    'listening',
  ],
  jvm: [
    'Starting application using Java 21.0.6 with PID 1',
    'HikariPool-1 - Start completed.',
    'Initialization completed in 1874 ms',
    'Started application in 7.318 seconds (process running for 8.02)',
  ],
  node: [
    'booting worker',
    'environment production, 4 plugins registered',
    'connected to upstreams',
    'server listening',
  ],
  python: [
    'Started server process [1]',
    'Waiting for application startup.',
    'model weights loaded',
    'Application startup complete.',
  ],
  nginx: [
    '1#1: using the "epoll" event method',
    '1#1: nginx/1.27.4',
    '1#1: start worker processes',
    '1#1: start worker process 29',
  ],
  postgres: [
    'starting PostgreSQL on x86_64-pc-linux-gnu, compiled by gcc, 64-bit',
    'listening on IPv4 address "0.0.0.0", port 5432',
    'database system was shut down cleanly',
    'database system is ready to accept connections',
  ],
  redis: [
    'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    'Running mode=standalone, port=6379.',
    'DB loaded from append only file: 0.412 seconds',
    'Ready to accept connections tcp',
  ],
  kafka: [
    'starting (kafka.server.KafkaRaftServer)',
    'Loading logs from log dirs',
    'Awaiting socket connections on 0.0.0.0:9092.',
    'Kafka Server started (kafka.server.KafkaRaftServer)',
  ],
};

/** What a process says while it starts, by what it runs on: always four lines. O(1). */
export function startUpLines(runtime: Runtime): readonly string[] {
  return LINES[runtime];
}
