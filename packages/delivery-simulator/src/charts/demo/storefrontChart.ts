import type { ChartFiles } from '../../helm/chart/ChartFiles';
import {
  autoscalerTemplate,
  configMapTemplate,
  deploymentTemplate,
  helpersTemplate,
  serviceTemplate,
} from './chartTemplates';
import { redisCacheChart } from './redisCacheChart';

/** The shop's web front with an optional cache of its own; from 1.2.0 on it scales by itself. */
export function storefrontChart(
  version: string,
  appVersion: string,
  scales: boolean,
): ChartFiles {
  const cache = [...redisCacheChart('0.4.2', '7.4.2')].map(
    ([path, text]): [string, string] => [`charts/redis-cache/${path}`, text],
  );
  return new Map([
    [
      'Chart.yaml',
      `apiVersion: v2
name: storefront
description: The web front of the shop
type: application
version: ${version}
appVersion: "${appVersion}"
kubeVersion: ">=1.28.0-0"
keywords: [shop, web]
home: https://shop.example/storefront
sources:
  - https://git.shop.example/shop/storefront
maintainers:
  - name: Shop Frontend
    email: frontend@shop.example
dependencies:
  - name: redis-cache
    version: ~0.4.0
    repository: ""
    condition: cache.enabled
    alias: cache
`,
    ],
    [
      'values.yaml',
      `replicaCount: 3
image:
  repository: registry.shop.example/shop/storefront
  pullPolicy: IfNotPresent
  tag: ""
service:
  type: ClusterIP
  port: 80
  portName: http
  targetPort: 8080
ingress:
  enabled: true
  className: nginx
  host: shop.example
  paths: [/]
autoscaling:
  enabled: ${scales}
  minReplicas: 3
  maxReplicas: 12
  targetCPUUtilizationPercentage: 70
config:
  logLevel: info
  catalogUrl: http://catalog.{{ .Release.Namespace }}.svc
extraEnv: {}
commonLabels: {}
nodeSelector: {}
probes:
  path: /healthz
  periodSeconds: 10
resources:
  requests: { cpu: 100m, memory: 192Mi }
  limits: { memory: 384Mi }
cache:
  enabled: true
  replicaCount: 1
tests:
  enabled: true
`,
    ],
    ['templates/_helpers.tpl', helpersTemplate('storefront')],
    ['templates/configmap.yaml', configMapTemplate('storefront')],
    ['templates/deployment.yaml', deploymentTemplate('storefront')],
    ['templates/service.yaml', serviceTemplate('storefront')],
    ['templates/hpa.yaml', autoscalerTemplate('storefront')],
    [
      'templates/ingress.yaml',
      `{{- if .Values.ingress.enabled }}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "storefront.fullname" . }}
  labels:
    {{- include "storefront.labels" . | nindent 4 }}
spec:
  ingressClassName: {{ .Values.ingress.className }}
  rules:
    - host: {{ required "ingress.host is needed when ingress.enabled" .Values.ingress.host }}
      http:
        paths:
          {{- range .Values.ingress.paths }}
          - path: {{ . }}
            pathType: Prefix
            backend:
              service:
                name: {{ include "storefront.fullname" $ }}
                port: { name: {{ $.Values.service.portName }} }
          {{- end }}
{{- end }}
`,
    ],
    [
      'templates/tests/connection.yaml',
      `{{- if .Values.tests.enabled }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "storefront.fullname" . }}-connection
  labels:
    {{- include "storefront.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
    orrery-sim/exit-after-seconds: "2"
    orrery-sim/exit-code: "0"
spec:
  restartPolicy: Never
  containers:
    - name: wget
      image: library/busybox:1.37
      command: [wget, -qO-, "http://{{ include "storefront.fullname" . }}:{{ .Values.service.port }}/healthz"]
{{- end }}
`,
    ],
    [
      'templates/NOTES.txt',
      `{{ .Chart.Name }} {{ .Chart.AppVersion }} is being rolled out as {{ .Release.Name }} (revision {{ .Release.Revision }}).
{{- if .Values.ingress.enabled }}
Open http://{{ .Values.ingress.host }}/
{{- else }}
Run: kubectl -n {{ .Release.Namespace }} port-forward svc/{{ include "storefront.fullname" . }} 8080:{{ .Values.service.port }}
{{- end }}
`,
    ],
    [
      'README.md',
      '# storefront\n\nThe web front of the shop. Switch its cache off with `--set cache.enabled=false`.\n',
    ],
    ...cache,
  ]);
}
