import type { ChartFiles } from '../../helm/chart/ChartFiles';
import { helpersTemplate, serviceTemplate } from './chartTemplates';

/** A database with a volume for each replica. */
export function postgresChart(version: string, appVersion: string): ChartFiles {
  return new Map([
    [
      'Chart.yaml',
      `apiVersion: v2
name: postgres
description: A PostgreSQL database for one service
type: application
version: ${version}
appVersion: "${appVersion}"
keywords: [database, postgresql]
home: https://shop.example/platform/postgres
maintainers:
  - name: Platform
    email: platform@shop.example
`,
    ],
    [
      'values.yaml',
      `replicaCount: 1
image:
  repository: library/postgres
  tag: ""
auth:
  database: app
  username: app
  password: ""
service:
  port: 5432
  portName: postgres
  targetPort: 5432
persistence:
  storageClass: standard
  size: 10Gi
resources:
  requests: { cpu: 250m, memory: 512Mi }
  limits: { memory: 1Gi }
`,
    ],
    ['templates/_helpers.tpl', helpersTemplate('postgres')],
    ['templates/service.yaml', serviceTemplate('postgres', true)],
    [
      'templates/secret.yaml',
      `apiVersion: v1
kind: Secret
metadata:
  name: {{ include "postgres.fullname" . }}
  labels:
    {{- include "postgres.labels" . | nindent 4 }}
type: Opaque
stringData:
  username: {{ .Values.auth.username }}
  password: {{ .Values.auth.password | default (sha256sum (print .Release.Namespace .Release.Name) | trunc 24) | quote }}
`,
    ],
    [
      'templates/statefulset.yaml',
      `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "postgres.fullname" . }}
  labels:
    {{- include "postgres.labels" . | nindent 4 }}
spec:
  serviceName: {{ include "postgres.fullname" . }}
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels:
      {{- include "postgres.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "postgres.labels" . | nindent 8 }}
    spec:
      containers:
        - name: postgres
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          env:
            - name: POSTGRES_DB
              value: {{ .Values.auth.database | quote }}
            - name: POSTGRES_USER
              valueFrom: { secretKeyRef: { name: {{ include "postgres.fullname" . }}, key: username } }
            - name: POSTGRES_PASSWORD
              valueFrom: { secretKeyRef: { name: {{ include "postgres.fullname" . }}, key: password } }
          ports:
            - name: postgres
              containerPort: {{ .Values.service.targetPort }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .Values.persistence.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ .Values.persistence.size }}
`,
    ],
    [
      'templates/backup.yaml',
      `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "postgres.fullname" . }}-backup
  annotations:
    helm.sh/hook: pre-upgrade,pre-delete
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: backup
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          command: [pg_dump, -h, {{ include "postgres.fullname" . }}, -U, {{ .Values.auth.username }}, {{ .Values.auth.database }}]
`,
    ],
    [
      'templates/NOTES.txt',
      'The database {{ .Values.auth.database }} answers at {{ include "postgres.fullname" . }}:{{ .Values.service.port }}\n',
    ],
  ]);
}
