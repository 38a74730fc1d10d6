import { hashText } from '../noise/hash';
import type { LogRecord, LogSource } from './LogRecord';
import { traceIdOf } from './traceIdOf';

/** Logback's usual pattern with the trace of requests; an error brings its stack trace. O(length). */
export function formatJava(
  record: LogRecord,
  source: LogSource,
): readonly string[] {
  const time = new Date(record.timeMs)
    .toISOString()
    .slice(0, 23)
    .replace('T', ' ')
    .replace('.', ',');
  const base = `com.shop.${source.service.replace(/-/g, '')}`;
  const { request, exception, luck } = record;
  const name = pascal(source.service);
  const { thread, logger, about } = request
    ? {
        thread: `http-nio-8080-exec-${1 + Math.floor(luck * 24)}`,
        logger: `web.${name}Controller`,
        about: `[${traceIdOf(record, source.doors)}] ${request.method} ${
          request.path
        } ${request.status} ${request.durationMs}ms - `,
      }
    : {
        thread: `scheduling-${1 + Math.floor(luck * 4)}`,
        logger: `jobs.${name}Maintenance`,
        about: '',
      };
  const head = `${time} ${record.level
    .toUpperCase()
    .padEnd(5)} [${thread}] ${base}.${logger} - ${about}${record.message}`;
  if (!exception || record.level !== 'error') return [head];
  const line = (what: string) =>
    20 + (hashText(`${base}/${exception}/${what}`) % 400);
  return [
    head,
    `${base}.${exception}: ${record.message}`,
    `\tat ${base}.client.HttpGateway.execute(HttpGateway.java:${line(
      'gateway',
    )})`,
    `\tat ${base}.domain.${name}Service.handle(${name}Service.java:${line(
      'service',
    )})`,
    `\tat ${base}.web.${name}Controller.post(${name}Controller.java:${line(
      'web',
    )})`,
    `\tat java.base/java.lang.Thread.run(Thread.java:1583)`,
  ];
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) =>
    letter.toUpperCase(),
  );
}
