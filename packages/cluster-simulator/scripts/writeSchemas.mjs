// Writes src/openapi/builtInSchemas.json: the field names and types of the served kinds, one line a type.
// The facts come from the models of @kubernetes/client-node; run again after raising its version.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const models = path.join(
  path.dirname(require.resolve('@kubernetes/client-node/package.json')),
  'dist/gen/models',
);
const roots =
  `V1Pod V1Service V1Endpoints V1ConfigMap V1Secret V1Namespace V1Node V1ServiceAccount V1PersistentVolume
  V1PersistentVolumeClaim CoreV1Event V1ResourceQuota V1LimitRange V1ReplicationController V1Binding V1PodTemplate
  V1Deployment V1ReplicaSet V1StatefulSet V1DaemonSet V1ControllerRevision V1Job V1CronJob V1HorizontalPodAutoscaler
  V2HorizontalPodAutoscaler V1Scale V1Ingress V1IngressClass V1NetworkPolicy V1PodDisruptionBudget V1Eviction
  V1StorageClass V1CSINode V1CSIDriver V1VolumeAttachment V1Role V1RoleBinding V1ClusterRole V1ClusterRoleBinding
  V1Lease V1PriorityClass V1EndpointSlice EventsV1Event V1RuntimeClass V1CertificateSigningRequest
  V1CustomResourceDefinition V1APIService V1ValidatingWebhookConfiguration V1MutatingWebhookConfiguration
  V1SelfSubjectAccessReview V1SubjectAccessReview V1LocalSubjectAccessReview V1SelfSubjectRulesReview
  V1SelfSubjectReview V1TokenReview AuthenticationV1TokenRequest`.split(/\s+/);

const scalars = {
  string: 's',
  number: 'n',
  boolean: 'b',
  Date: 't',
  V1MicroTime: 't',
  IntOrString: 'x',
  any: '*',
  object: '*',
};
const schemas = {};
const queue = [...roots];
while (queue.length > 0) {
  const model = queue.shift();
  const name = schemaName(model);
  if (schemas[name] !== undefined) continue;
  const source = readFileSync(path.join(models, `${model}.js`), 'utf8');
  const declaration = readFileSync(path.join(models, `${model}.d.ts`), 'utf8');
  const attributes = JSON.parse(
    source
      .slice(source.indexOf('attributeTypeMap = [') + 19)
      .replace(/\];[\s\S]*$/, ']'),
  );
  schemas[name] = attributes
    .map(({ name: property, baseName, type, format }) => {
      const required = new RegExp(`'${property}':`).test(declaration)
        ? '!'
        : '';
      return `${baseName}:${typeOf(type, format)}${required}`;
    })
    .join(' ');
}
writeFileSync(
  new URL('../src/openapi/builtInSchemas.json', import.meta.url),
  `${JSON.stringify(
    Object.fromEntries(Object.entries(schemas).sort()),
    undefined,
    2,
  )}\n`,
);

function typeOf(type, format) {
  const list = /^Array<(.*)>$/.exec(type);
  if (list) return `[${typeOf(list[1], format)}]`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return `{${typeOf(map[1], format)}}`;
  if (type === 'number') return format.startsWith('int') ? 'i' : 'n';
  if (type === 'string' && format === 'byte') return 'y';
  if (scalars[type]) return scalars[type];
  queue.push(type);
  return schemaName(type);
}

/** `CoreV1Event` → `core.v1.Event`. */
function schemaName(model) {
  const [, group, version, kind] =
    /^([A-Za-z]*?)(V\d+(?:(?:alpha|beta)\d+)?)([A-Z].*)$/.exec(model);
  return `${
    group ? `${group.toLowerCase()}.` : ''
  }${version.toLowerCase()}.${kind}`;
}
