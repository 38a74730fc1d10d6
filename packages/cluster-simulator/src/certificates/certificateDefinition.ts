import type { KubernetesObject } from '@orrery/kubernetes-model';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** The kind by which cert-manager keeps certificates, with the fields that the simulation uses. */
export const CERTIFICATE_DEFINITION: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'certificates.cert-manager.io',
    labels: { 'app.kubernetes.io/name': 'cert-manager' },
  },
  spec: {
    group: 'cert-manager.io',
    names: {
      kind: 'Certificate',
      listKind: 'CertificateList',
      plural: 'certificates',
      singular: 'certificate',
      shortNames: ['cert', 'certs'],
      categories: ['cert-manager'],
    },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type == "Ready")].status',
          },
          { name: 'Secret', type: 'string', jsonPath: '.spec.secretName' },
          {
            name: 'Issuer',
            type: 'string',
            jsonPath: '.spec.issuerRef.name',
            priority: 1,
          },
          {
            name: 'Status',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type == "Ready")].message',
            priority: 1,
          },
          {
            name: 'Age',
            type: 'date',
            jsonPath: '.metadata.creationTimestamp',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['issuerRef', 'secretName'],
                properties: {
                  secretName: text,
                  commonName: text,
                  dnsNames: texts,
                  duration: text,
                  renewBefore: text,
                  usages: texts,
                  issuerRef: {
                    type: 'object',
                    required: ['name'],
                    properties: { name: text, kind: text, group: text },
                  },
                  privateKey: {
                    type: 'object',
                    properties: { algorithm: text, rotationPolicy: text },
                  },
                },
              },
              status: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
      },
    ],
  },
};
