import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const files: Readonly<Record<string, string>> = {
  'Chart.yaml': `
apiVersion: v2
name: shop
version: 1.0.0
`,
  'values.yaml': `
replicas: 2
tag: 1.0.0
`,
  'crds/widgets.yaml': `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
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
  'templates/web.yaml': `
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
apiVersion: example.org/v1
kind: Widget
metadata: {name: {{ .Release.Name }}}
spec: {tag: {{ .Values.tag }}}
`,
  'templates/migrate.yaml': `
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
  'templates/NOTES.txt': 'Served as {{ .Release.Name }}-web.\n',
};

/** Writes a small chart: a Deployment with its Service, a custom kind with an object, a hook. */
export function writeChart(folder: string): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text.trimStart());
  }
}
