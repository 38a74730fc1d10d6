import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectsAt } from '../json/readJson';
import { badRequest } from '../status/statusErrors';

/** The container that is asked for, or the only one. Throws `BadRequest` in the words of the API server. */
export function chooseContainer(pod: KubernetesObject, asked: string): string {
  const regular = objectsAt(pod, 'spec', 'containers').map(({ name }) =>
    String(name),
  );
  const initial = objectsAt(pod, 'spec', 'initContainers').map(({ name }) =>
    String(name),
  );
  if (asked) {
    const ephemeral = objectsAt(pod, 'spec', 'ephemeralContainers').map(
      ({ name }) => String(name),
    );
    if (![...regular, ...initial, ...ephemeral].includes(asked)) {
      throw badRequest(
        `container ${asked} is not valid for pod ${pod.metadata.name}`,
      );
    }
    return asked;
  }
  if (regular.length === 1) return regular[0];
  const init =
    initial.length > 0
      ? ` or one of the init containers: [${initial.join(' ')}]`
      : '';
  throw badRequest(
    `a container name must be specified for pod ${
      pod.metadata.name
    }, choose one of: [${regular.join(' ')}]${init}`,
  );
}
