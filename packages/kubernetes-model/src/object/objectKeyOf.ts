/** The names that identify an object within one cluster and kind. */
export interface ObjectName {
  readonly namespace?: string;
  readonly name: string;
}

/** `namespace/name`, or `name` for a cluster-scoped object: unique within one cluster and kind. */
export function objectKeyOf(object: { readonly metadata: ObjectName }): string {
  return formatObjectKey(object.metadata);
}

/** The key of an object that is known by name only. An empty namespace counts as none. */
export function formatObjectKey({ namespace, name }: ObjectName): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** The inverse of `formatObjectKey`: what stands before the first `/` is the namespace. Never throws. */
export function parseObjectKey(key: string): ObjectName {
  const slash = key.indexOf('/');
  return slash > 0
    ? { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
    : { name: key };
}
