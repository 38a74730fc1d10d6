import type { ChartFiles } from '../../helm/chart/ChartFiles';
import {
  autoscalerTemplate,
  configMapTemplate,
  deploymentTemplate,
  helpersTemplate,
  serviceTemplate,
} from './chartTemplates';

/** The payment service: migrates its database in a hook, and keeps the secret it made at its first installation. */
export function paymentsChart(version: string, appVersion: string): ChartFiles {
  return new Map([
    [
      'Chart.yaml',
      `apiVersion: v2
name: payments
description: Takes payments for the shop
type: application
version: ${version}
appVersion: "${appVersion}"
keywords: [shop, payments]
home: https://shop.example/payments
maintainers:
  - name: Payments
    email: payments@shop.example
annotations:
  category: Shop
`,
    ],
    [
      'values.yaml',
      `replicaCount: 2
image:
  repository: registry.shop.example/shop/payments
  pullPolicy: IfNotPresent
  tag: ""
service:
  type: ClusterIP
  port: 8080
  portName: http
  targetPort: 8080
autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 6
  targetCPUUtilizationPercentage: 75
config:
  databaseHost: payments-db
  currency: EUR
  providerTimeoutMs: 2500
extraEnv: {}
commonLabels: {}
nodeSelector: {}
migrations:
  enabled: true
probes:
  path: /actuator/health
  periodSeconds: 10
resources:
  requests: { cpu: 200m, memory: 512Mi }
  limits: { memory: 768Mi }
`,
    ],
    [
      'values.schema.json',
      JSON.stringify(
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          type: 'object',
          required: ['image', 'config'],
          properties: {
            replicaCount: { type: 'integer', minimum: 0, maximum: 50 },
            config: {
              type: 'object',
              required: ['databaseHost'],
              properties: {
                databaseHost: { type: 'string', minLength: 1 },
                currency: { enum: ['EUR', 'USD', 'GBP'] },
              },
            },
          },
        },
        undefined,
        2,
      ),
    ],
    ['templates/_helpers.tpl', helpersTemplate('payments')],
    ['templates/configmap.yaml', configMapTemplate('payments')],
    ['templates/deployment.yaml', deploymentTemplate('payments')],
    ['templates/service.yaml', serviceTemplate('payments')],
    ['templates/hpa.yaml', autoscalerTemplate('payments')],
    [
      'templates/secret.yaml',
      `{{- $name := printf "%s-keys" (include "payments.fullname" .) }}
{{- $existing := lookup "v1" "Secret" .Release.Namespace $name }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  labels:
    {{- include "payments.labels" . | nindent 4 }}
type: Opaque
data:
  signing-key: {{ dig "data" "signing-key" (randAlphaNum 32 | b64enc) $existing }}
`,
    ],
    [
      'templates/migrate.yaml',
      `{{- if .Values.migrations.enabled }}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "payments.fullname" . }}-migrate
  labels:
    {{- include "payments.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-5"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 2
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          args: [migrate, --host, {{ .Values.config.databaseHost | quote }}]
{{- end }}
`,
    ],
    [
      'templates/NOTES.txt',
      'Payments {{ .Chart.AppVersion }} takes {{ .Values.config.currency }} through {{ .Values.config.databaseHost }}.\n',
    ],
  ]);
}
