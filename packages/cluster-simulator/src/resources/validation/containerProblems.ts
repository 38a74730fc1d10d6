import { compareQuantities, tryParseQuantity } from '@orrery/kubernetes-model';
import {
  isJsonObject,
  JsonObject,
  objectAt,
  objectsAt,
  stringAt,
} from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import {
  duplicateProblem,
  notFoundProblem,
  oneOf,
  portOrNameProblems,
  portProblems,
  requiredProblem,
} from './fieldProblems';
import { dnsLabel } from './NameRule';

const probeActions = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** What is wrong with one container of a pod. Source: `validateContainerCommon` of k8s.io/kubernetes. */
export function containerProblems(
  container: JsonObject,
  path: string,
  volumes: ReadonlySet<string>,
): readonly FieldProblem[] {
  const name = stringAt(container, 'name');
  return [
    ...(name ? [] : [requiredProblem(`${path}.name`)]),
    ...(name && !dnsLabel.pattern.test(name)
      ? [invalidValue(`${path}.name`, name, dnsLabel.text)]
      : []),
    ...(stringAt(container, 'image') ? [] : [requiredProblem(`${path}.image`)]),
    ...oneOf(
      `${path}.terminationMessagePolicy`,
      container.terminationMessagePolicy,
      ['File', 'FallbackToLogsOnError'],
    ),
    ...probeProblems(container, path, 'livenessProbe'),
    ...probeProblems(container, path, 'readinessProbe'),
    ...probeProblems(container, path, 'startupProbe'),
    ...containerPortProblems(container, path),
    ...environmentProblems(container, path),
    ...mountProblems(container, path, volumes),
    ...oneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, [
      'Always',
      'IfNotPresent',
      'Never',
    ]),
    ...resourceProblems(container, path),
  ];
}

function containerPortProblems(
  container: JsonObject,
  path: string,
): readonly FieldProblem[] {
  const names = new Set<string>();
  return objectsAt(container, 'ports').flatMap((port, index) => {
    const at = `${path}.ports[${index}]`;
    const name = stringAt(port, 'name');
    const isTwice = name !== '' && names.has(name);
    names.add(name);
    return [
      ...(isTwice ? [duplicateProblem(`${at}.name`, name)] : []),
      ...portProblems(port, 'containerPort', `${at}.containerPort`),
      ...portOrNameProblems(port.hostPort, `${at}.hostPort`),
      ...oneOf(`${at}.protocol`, port.protocol, ['TCP', 'UDP', 'SCTP']),
    ];
  });
}

function environmentProblems(
  container: JsonObject,
  path: string,
): readonly FieldProblem[] {
  return objectsAt(container, 'env').flatMap((variable, index) => {
    const at = `${path}.env[${index}]`;
    const name = stringAt(variable, 'name');
    return [
      ...(name ? [] : [requiredProblem(`${at}.name`)]),
      ...(!name || /^[ -<>-~]+$/.test(name)
        ? []
        : [
            invalidValue(
              `${at}.name`,
              name,
              "a valid environment variable name must consist only of printable ASCII characters other than '='",
            ),
          ]),
      ...(variable.value && isJsonObject(variable.valueFrom)
        ? [
            invalidValue(
              `${at}.valueFrom`,
              '',
              'may not be specified when `value` is not empty',
            ),
          ]
        : []),
    ];
  });
}

function mountProblems(
  container: JsonObject,
  path: string,
  volumes: ReadonlySet<string>,
): readonly FieldProblem[] {
  const places = new Set<string>();
  return objectsAt(container, 'volumeMounts').flatMap((mount, index) => {
    const at = `${path}.volumeMounts[${index}]`;
    const name = stringAt(mount, 'name');
    const place = stringAt(mount, 'mountPath');
    const isTwice = places.has(place);
    places.add(place);
    return [
      ...(name ? [] : [requiredProblem(`${at}.name`)]),
      ...(name && !volumes.has(name)
        ? [notFoundProblem(`${at}.name`, name)]
        : []),
      ...(place ? [] : [requiredProblem(`${at}.mountPath`)]),
      ...(isTwice
        ? [invalidValue(`${at}.mountPath`, place, 'must be unique')]
        : []),
    ];
  });
}

function probeProblems(
  container: JsonObject,
  path: string,
  field: string,
): readonly FieldProblem[] {
  const probe = container[field];
  if (!isJsonObject(probe)) return [];
  const at = `${path}.${field}`;
  const actions = probeActions.filter(action => isJsonObject(probe[action]));
  return [
    ...(actions.length === 0
      ? [requiredProblem(at, 'must specify a handler type')]
      : []),
    ...['httpGet', 'tcpSocket']
      .filter(action => actions.includes(action))
      .flatMap(action =>
        objectAt(probe, action).port === undefined
          ? [requiredProblem(`${at}.${action}.port`)]
          : portOrNameProblems(
              objectAt(probe, action).port,
              `${at}.${action}.port`,
            ),
      ),
    ...(field !== 'readinessProbe' &&
    typeof probe.successThreshold === 'number' &&
    probe.successThreshold !== 1
      ? [
          invalidValue(
            `${at}.successThreshold`,
            probe.successThreshold,
            'must be 1',
          ),
        ]
      : []),
  ];
}

function resourceProblems(
  container: JsonObject,
  path: string,
): readonly FieldProblem[] {
  const limits = objectAt(container, 'resources', 'limits');
  return Object.entries(objectAt(container, 'resources', 'requests')).flatMap(
    ([name, value]) => {
      const request = tryParseQuantity(String(value));
      const limit =
        limits[name] === undefined
          ? undefined
          : tryParseQuantity(String(limits[name]));
      return request && limit && compareQuantities(request, limit) > 0
        ? [
            invalidValue(
              `${path}.resources.requests`,
              String(value),
              `must be less than or equal to ${name} limit of ${limits[name]}`,
            ),
          ]
        : [];
    },
  );
}
