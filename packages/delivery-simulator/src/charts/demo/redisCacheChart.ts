import type { ChartFiles } from '../../helm/chart/ChartFiles';
import {
  configMapTemplate,
  helpersTemplate,
  serviceTemplate,
} from './chartTemplates';

/** A cache without persistence: the subchart of the storefront, and installable by itself. */
export function redisCacheChart(
  version: string,
  appVersion: string,
): ChartFiles {
  return new Map([
    [
      'Chart.yaml',
      `apiVersion: v2
name: redis-cache
description: An in-memory cache for one service
type: application
version: ${version}
appVersion: "${appVersion}"
keywords: [cache, redis]
home: https://shop.example/platform/redis-cache
maintainers:
  - name: Platform
    email: platform@shop.example
`,
    ],
    [
      'values.yaml',
      `replicaCount: 1
image:
  repository: library/redis
  tag: ""
service:
  port: 6379
  portName: redis
  targetPort: 6379
config:
  maxmemory: 256mb
  maxmemoryPolicy: allkeys-lru
resources:
  requests: { cpu: 50m, memory: 128Mi }
  limits: { memory: 320Mi }
`,
    ],
    ['templates/_helpers.tpl', helpersTemplate('redis-cache')],
    ['templates/configmap.yaml', configMapTemplate('redis-cache')],
    ['templates/service.yaml', serviceTemplate('redis-cache', true)],
    [
      'templates/statefulset.yaml',
      `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "redis-cache.fullname" . }}
  labels:
    {{- include "redis-cache.labels" . | nindent 4 }}
spec:
  serviceName: {{ include "redis-cache.fullname" . }}
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels:
      {{- include "redis-cache.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "redis-cache.labels" . | nindent 8 }}
    spec:
      containers:
        - name: redis
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          args: ["--maxmemory", {{ .Values.config.maxmemory | quote }}, "--maxmemory-policy", {{ .Values.config.maxmemoryPolicy | quote }}]
          ports:
            - name: redis
              containerPort: {{ .Values.service.targetPort }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
    ],
    [
      'templates/NOTES.txt',
      'The cache answers at {{ include "redis-cache.fullname" . }}.{{ .Release.Namespace }}.svc:{{ .Values.service.port }}\n',
    ],
  ]);
}
