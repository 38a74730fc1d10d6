import type { Container, Pod } from '../controllers/kinds/Pod';
import type { HttpAnswer } from '../shell/ContainerHost';

/** What a simulated service answers to a GET: its health, what it is, and 404 for the rest. A pod that is not ready says so. */
export function answerHttp(
  pod: Pod,
  container: Container,
  path: string,
): HttpAnswer {
  const isReady =
    pod.status?.containerStatuses?.find(({ name }) => name === container.name)
      ?.ready ?? false;
  const json = (status: number, body: object): HttpAnswer => ({
    status,
    contentType: 'application/json',
    body: `${JSON.stringify(body)}\n`,
  });
  const version = (container.image ?? '').split(':').at(-1);
  switch (path) {
    case '/healthz':
    case '/livez':
    case '/health':
      return json(200, { status: 'ok' });
    case '/readyz':
    case '/ready':
      return json(isReady ? 200 : 503, {
        status: isReady ? 'ready' : 'not ready',
      });
    case '/':
    case '/version':
      return json(200, {
        service: container.name,
        version,
        pod: pod.metadata.name,
        node: pod.spec.nodeName,
      });
    default:
      return json(404, { error: 'not found', path });
  }
}
