/** A CycloneDX 1.6 bill of materials, made from the text of package-lock.json (npm's lockfile version 3). */
export interface Sbom {
  bomFormat: 'CycloneDX'
  specVersion: '1.6'
  version: 1
  metadata: { component: { type: 'application'; 'bom-ref': string; name: string; version: string } }
  components: readonly SbomComponent[]
}

interface SbomComponent {
  type: 'library'
  'bom-ref': string
  group?: string
  name: string
  version: string
  purl: string
  scope: 'required' | 'optional' | 'excluded'
  hashes?: readonly { alg: 'SHA-512'; content: string }[]
  licenses?: readonly ({ license: { id: string } } | { expression: string })[]
}

interface Locked {
  version?: string
  integrity?: string
  license?: string
  dev?: boolean
  optional?: boolean
  link?: boolean
}

export function sbom(lockfile: string): Sbom {
  const lock = JSON.parse(lockfile) as { name: string; version: string; packages: Record<string, Locked> }
  const found = new Map<string, SbomComponent>()
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '' || entry.link === true) continue
    const component = componentOf(place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length), entry)
    found.set(component['bom-ref'], found.get(component['bom-ref']) ?? component)
  }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': 'lethe', name: lock.name, version: lock.version },
    },
    components: [...found.values()],
  }
}

function componentOf(path: string, entry: Locked): SbomComponent {
  const [first = '', second] = path.split('/')
  const version = entry.version ?? '0'
  const purl = `pkg:npm/${path.replace('@', '%40')}@${encodeURIComponent(version)}`
  const sha512 = /^sha512-(\S+)/.exec(entry.integrity ?? '')?.[1]
  return {
    type: 'library',
    'bom-ref': purl,
    ...(second === undefined ? { name: first } : { group: first, name: second }),
    version,
    purl,
    scope: entry.dev === true ? 'excluded' : entry.optional === true ? 'optional' : 'required',
    ...(sha512 === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    ...(entry.license === undefined ? {} : { licenses: [licenseOf(entry.license)] }),
  }
}

/** As an expression (SPDX) always: an id is one too. */
function licenseOf(text: string): { expression: string } {
  return { expression: text }
}
