import type { JsonObject } from '../json/readJson';
import { objectAt, objectsAt, stringAt, stringsAt } from '../json/readJson';
import type { ClusterStore } from '../store/ClusterStore';
import type { UserInfo } from './UserInfo';

const everything: PolicyRule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  resourceNames: [],
  nonResourceURLs: ['*'],
};

export type AccessAttributes = ResourceAccess | PathAccess;

export interface ResourceAccess {
  readonly kind: 'resource';
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface PathAccess {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A rule that applies to a user, and the binding that grants it. */
export interface GrantedRule {
  readonly rule: PolicyRule;
  readonly reason: string;
}

/** Decides by the Roles and bindings of the cluster, as they are now. */
export class Authorizer {
  readonly #store: ClusterStore;

  constructor(store: ClusterStore) {
    this.#store = store;
  }

  /** Why the user may, or undefined when nothing allows it. */
  allow(user: UserInfo, access: AccessAttributes): string | undefined {
    if (user.groups.includes('system:masters')) return 'system:masters';
    const namespace = access.kind === 'resource' ? access.namespace : undefined;
    return this.rulesFor(user, namespace).find(({ rule }) =>
      allows(rule, access),
    )?.reason;
  }

  /** Rules of cluster role bindings, and of the role bindings of `namespace` when given. */
  rulesFor(user: UserInfo, namespace?: string): readonly GrantedRule[] {
    if (user.groups.includes('system:masters'))
      return [{ rule: everything, reason: 'system:masters' }];
    const clusterBindings = this.#store.list(
      'clusterrolebindings.rbac.authorization.k8s.io',
    );
    const bindings = namespace
      ? this.#store.list('rolebindings.rbac.authorization.k8s.io', namespace)
      : [];
    return [...clusterBindings, ...bindings]
      .filter(binding =>
        objectsAt(binding, 'subjects').some(subject =>
          isSubject(user, subject, binding.metadata.namespace),
        ),
      )
      .flatMap(binding => {
        const { kind, name } = objectAt(binding, 'roleRef');
        const scope = binding.metadata.namespace;
        const role =
          kind === 'ClusterRole'
            ? this.#store.get(
                'clusterroles.rbac.authorization.k8s.io',
                undefined,
                String(name),
              )
            : this.#store.get(
                'roles.rbac.authorization.k8s.io',
                scope,
                String(name),
              );
        const owner = scope
          ? `RoleBinding "${binding.metadata.name}/${scope}"`
          : `ClusterRoleBinding "${binding.metadata.name}"`;
        const reason = `RBAC: allowed by ${owner} of ${String(kind)} "${String(
          name,
        )}"`;
        return objectsAt(role, 'rules').map(rule => ({
          rule: parseRule(rule),
          reason,
        }));
      });
  }
}

/** Whether one rule covers the access. `*` is everything; `pods/*` and `*\/scale` cover subresources. */
export function allows(rule: PolicyRule, access: AccessAttributes): boolean {
  if (!hasOrAll(rule.verbs, access.verb)) return false;
  if (access.kind === 'path') {
    return rule.nonResourceURLs.some(
      url =>
        url === access.path ||
        (url.endsWith('*') && access.path.startsWith(url.slice(0, -1))),
    );
  }
  const { resource, subresource } = access;
  const wanted = subresource
    ? [`${resource}/${subresource}`, `*/${subresource}`, `${resource}/*`]
    : [resource];
  return (
    hasOrAll(rule.apiGroups, access.group) &&
    (rule.resources.includes('*') ||
      wanted.some(name => rule.resources.includes(name))) &&
    (rule.resourceNames.length === 0 ||
      rule.resourceNames.includes(access.name ?? ''))
  );
}

function parseRule(rule: JsonObject): PolicyRule {
  return {
    verbs: stringsAt(rule, 'verbs'),
    apiGroups: stringsAt(rule, 'apiGroups'),
    resources: stringsAt(rule, 'resources'),
    resourceNames: stringsAt(rule, 'resourceNames'),
    nonResourceURLs: stringsAt(rule, 'nonResourceURLs'),
  };
}

function isSubject(
  user: UserInfo,
  subject: JsonObject,
  bindingNamespace: string | undefined,
): boolean {
  const name = stringAt(subject, 'name');
  switch (subject.kind) {
    case 'User':
      return name === '*' || name === user.username;
    case 'Group':
      return name === '*' || user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = stringAt(subject, 'namespace') || bindingNamespace;
      return user.username === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}

function hasOrAll(values: readonly string[], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}
