import { isNodeReachable } from '../../controllers/nodes/nodeState';
import { parseKind } from '../../controllers/TypedStore';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { StatusError } from '../../status/StatusError';
import { badRequest, methodNotAllowed } from '../../status/statusErrors';
import { kubeletLog } from './kubeletLog';
import { kubeletSummary } from './kubeletSummary';
import { existing, ObjectTarget } from './replaceObject';

const LOG_FILE = 'kubelet.log';

/** GET below `nodes/NAME/proxy/`: what the API server passes on to the kubelet's own API. `path` is without a slash in front. */
export function readNodeProxy(
  context: ApiContext,
  target: ObjectTarget,
  path: string,
  { method, query }: ApiRequest,
): ApiAnswer {
  if (method !== 'GET' && method !== 'HEAD')
    throw methodNotAllowed(target.definition);
  const node = parseKind('nodes', existing(context, target));
  if (!isNodeReachable(node)) {
    const { address = node.metadata.name } =
      node.status?.addresses?.find(({ type }) => type === 'InternalIP') ?? {};
    throw new StatusError(
      'ServiceUnavailable',
      `error trying to reach service: dial tcp ${address}:10250: connect: no route to host`,
    );
  }
  switch (path) {
    case 'healthz':
      return text('ok');
    case 'stats/summary':
      return { kind: 'json', code: 200, body: kubeletSummary(context, node) };
    case 'logs': {
      const asked = query.getAll('query');
      if (asked.length === 0) return listing();
      const isKnown = asked.every(
        each => each === 'kubelet' || each === `/${LOG_FILE}`,
      );
      return isKnown
        ? text(lastLines(kubeletLog(context.store, node), query))
        : text(
            `No journal and no log file of ${asked.join(', ')} on this node.\n`,
            404,
          );
    }
    case `logs/${LOG_FILE}`:
      return text(lastLines(kubeletLog(context.store, node), query));
    default:
      return text('404 page not found\n', 404);
  }
}

/** As Go's file server lists a folder. */
function listing(): ApiAnswer {
  return {
    kind: 'stream',
    contentType: 'text/html; charset=utf-8',
    open: sink => {
      sink.write(
        `<!doctype html>\n<pre>\n<a href="${LOG_FILE}">${LOG_FILE}</a>\n</pre>\n`,
      );
      sink.end();
      return () => {};
    },
  };
}

function lastLines(lines: readonly string[], query: URLSearchParams): string {
  const wanted = query.get('tailLines') ?? '100000';
  if (!/^\d+$/.test(wanted))
    throw badRequest(`tailLines must be a number from 0, got "${wanted}"`);
  return lines
    .slice(Math.max(0, lines.length - Number(wanted)))
    .map(line => `${line}\n`)
    .join('');
}

function text(body: string, code = 200): ApiAnswer {
  return { kind: 'text', code, body };
}
