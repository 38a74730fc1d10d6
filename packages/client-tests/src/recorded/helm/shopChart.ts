/** A chart with a workload and its service, a custom kind with an object, a hook, a test and notes; `id` keeps its kind apart. */
export const shopChart = (id: string): Readonly<Record<string, string>> => ({
  'shop/Chart.yaml': `
apiVersion: v2
name: shop
version: 1.0.0
appVersion: "2026"
description: A small shop.
`,
  'shop/values.yaml': `
replicas: 2
tag: 1.0.0
`,
  'shop/values.schema.json':
    '{"type":"object","properties":{"replicas":{"type":"integer","minimum":0}}}',
  'shop/crds/widgets.yaml': `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${id}.example.org}
spec:
  group: ${id}.example.org
  scope: Namespaced
  names: {plural: widgets, kind: Widget}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: {spec: {type: object, properties: {tag: {type: string}}}}
`,
  'shop/templates/web.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Release.Name }}-web}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: {{ .Release.Name }}}}
  template:
    metadata: {labels: {app: {{ .Release.Name }}}}
    spec: {containers: [{name: web, image: "trial/web:{{ .Values.tag }}"}]}
---
apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}-web}
spec: {selector: {app: {{ .Release.Name }}}, ports: [{port: 80}]}
---
apiVersion: ${id}.example.org/v1
kind: Widget
metadata: {name: {{ .Release.Name }}}
spec: {tag: {{ .Values.tag }}}
`,
  'shop/templates/migrate.yaml': `
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-migrate
  annotations:
    helm.sh/hook: pre-upgrade
    helm.sh/hook-delete-policy: hook-succeeded
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: migrate, image: trial/migrate:1, command: [sleep, "1"]}]
`,
  'shop/templates/tests/connects.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-connects
  annotations: {helm.sh/hook: test}
spec:
  restartPolicy: Never
  containers: [{name: connects, image: trial/connects:1, command: [sleep, "1"]}]
`,
  'shop/templates/NOTES.txt': 'Served as {{ .Release.Name }}-web.\n',
});
