import {
  recordsAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { imagesOf } from './imagesOf';

/** `status.summary`: the images that run, and the addresses under which the Application is reached. */
export function summaryOf(objects: readonly KubernetesObject[]): JsonMap {
  const images = new Set(objects.flatMap(imagesOf));
  const urls = new Set(objects.flatMap(urlsOf));
  return {
    ...(images.size > 0 ? { images: [...images].sort() } : {}),
    ...(urls.size > 0 ? { externalURLs: [...urls].sort() } : {}),
  };
}

function urlsOf(object: KubernetesObject): readonly string[] {
  const annotations = stringMapAt(object, 'metadata', 'annotations');
  const links = Object.entries(annotations).flatMap(([name, value]) =>
    name.startsWith('link.argocd.argoproj.io/')
      ? [value.slice(value.lastIndexOf('|') + 1)]
      : [],
  );
  if (object.kind !== 'Ingress') return links;
  const secured = recordsAt(object, 'spec', 'tls').flatMap(({ hosts }) =>
    Array.isArray(hosts) ? hosts : [],
  );
  const own = recordsAt(object, 'spec', 'rules').flatMap(rule => {
    const host = stringAt(rule, 'host');
    if (!host) return [];
    const scheme = secured.includes(host) ? 'https' : 'http';
    return recordsAt(rule, 'http', 'paths').map(
      path =>
        `${scheme}://${host}${(stringAt(path, 'path') ?? '/').replace(
          /\*$|(?<=.)\/$/,
          '',
        )}`,
    );
  });
  return [...links, ...own];
}
