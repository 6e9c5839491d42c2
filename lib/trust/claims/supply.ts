import { defineClaims } from '../define-claims.ts'

const PARTS = { flows: ['build'], data: ['packages'] }

export const supplyClaims = defineClaims([
  {
    id: 'SUB-01',
    title: 'The list of hosts is the code',
    says: 'The page on subprocessors names every host that the code can reach by itself: {hosts} of them.',
    limits: [
      'Hosts that a customer sets up, such as the receiver of a webhook, and what the operator adds, such as a mail server, are not in the code.',
    ],
    class: 'derived',
    flows: ['models', 'channels', 'sign-in', 'payments'],
    data: ['what leaves the server'],
    checks: [
      {
        id: 'supply.hosts',
        does: 'Collects the addresses in the source and the vendors’ libraries in use, and compares them with the list, both ways.',
        breaks: 'A collector of usage data is added to the code.',
        least: 8,
      },
    ],
    maps: { asvs: ['V13.2.4', 'V13.2.5'], ccm: ['DSP-14', 'STA-07'], nist: ['SA-9', 'SC-7'] },
  },
  {
    id: 'SUP-01',
    title: 'Every package is locked by its hash',
    says: '{packages} packages are locked to one version and to the hash of its content.',
    limits: [
      'A package can be harmful in the very version that was locked.',
      'A few optional packages of other platforms have no hash in the lock file.',
    ],
    class: 'derived',
    ...PARTS,
    checks: [
      {
        id: 'supply.locked',
        does: 'Reads the lock file and looks for an entry without a hash, or with an address.',
        breaks: 'The hash of one entry is removed.',
        least: 300,
      },
      {
        id: 'supply.exact',
        does: 'Reads the direct dependencies and looks for a range of versions.',
        breaks: 'One version is made a range.',
        least: 40,
      },
    ],
    maps: { asvs: ['V15.2.4'], ccm: ['STA-07'], nist: ['SR-3', 'SR-4'] },
  },
  {
    id: 'SUP-02',
    title: 'Scripts at installation are named',
    says: 'Every package that wants to run a script when it is installed was allowed or refused by name.',
    limits: ['It reads what packages say of themselves. Some versions of npm run refused scripts nevertheless.'],
    class: 'derived',
    ...PARTS,
    checks: [
      {
        id: 'supply.scripts',
        does: 'Compares the lock file with the list of the allowed and the refused.',
        breaks: 'One package is taken off the list.',
        least: 2,
      },
    ],
    maps: { nist: ['SR-3', 'CM-7'] },
  },
  {
    id: 'SUP-03',
    title: 'A whole bill of materials',
    says: 'The bill of materials in CycloneDX 1.6 names every package of the lock file: {components} of them.',
    limits: ['The runtime, the database and the operating system are not in it.'],
    class: 'derived',
    ...PARTS,
    checks: [
      {
        id: 'supply.sbom',
        does: 'Makes the bill from the lock file and compares the two.',
        breaks: 'A package is added that the bill does not name.',
        least: 300,
      },
    ],
    maps: { asvs: ['V15.1.2'], ccm: ['STA-07'], nist: ['CM-8', 'SR-4'] },
  },
  {
    id: 'SUP-04',
    title: 'No known grave weakness in a dependency',
    says: 'npm’s own report names no weakness of high or critical weight in the packages that serve people.',
    limits: [
      'It knows what was reported. Without a registry that answers there is no verdict, and the claim is unverified.',
    ],
    class: 'probed',
    ...PARTS,
    checks: [
      {
        id: 'supply.advisories',
        does: 'Asks npm for its report on the locked packages, without those of development.',
        breaks: 'A critical weakness is added to the report.',
        least: 200,
      },
    ],
    maps: { asvs: ['V15.2.1'], ccm: ['TVM-05', 'TVM-07'], nist: ['RA-5', 'SI-2'] },
  },
  {
    id: 'SUP-05',
    title: 'Dependencies do not grow old',
    says: 'Of {direct} direct dependencies, {behind} are a main version behind; at most a quarter may be.',
    limits: [
      'Some are behind for a reason, which the decisions in the source name.',
      'Without a registry that answers there is no verdict.',
    ],
    class: 'probed',
    ...PARTS,
    checks: [
      {
        id: 'supply.age',
        does: 'Asks npm which direct dependencies have a newer main version.',
        breaks: 'All of them are said to be behind.',
        days: 30,
        least: 20,
      },
    ],
    maps: { asvs: ['V15.2.1'], ccm: ['TVM-05'], nist: ['SA-22', 'SI-2'] },
  },
  {
    id: 'PLAN-01',
    title: 'An outside penetration test',
    says: 'Somebody outside will try to break in, and a summary of what they find will stand here.',
    limits: ['No such test has been made of this build.'],
    class: 'planned',
    ...PARTS,
    planned: { milestone: 'Planned. No date is set; whoever runs this server decides when.', target: null },
    maps: { ccm: ['TVM-06'], nist: ['CA-8'] },
  },
  {
    id: 'PLAN-02',
    title: 'Builds that can be traced',
    says: 'Each release will carry a signed statement of the source and the workflow that built it.',
    limits: ['Until then the hash of the source says which code was checked, not who built it.'],
    class: 'planned',
    ...PARTS,
    planned: { milestone: 'Planned for the first public release.', target: null },
    maps: { nist: ['SR-4', 'SI-7'] },
  },
  {
    id: 'OPS-01',
    title: 'People are trained and bound to secrecy',
    says: 'Everybody with access to this server has agreed to secrecy and is trained in security once a year.',
    limits: ['No check of ours can show it. It is stated by whoever runs the server, for a time.'],
    class: 'attested',
    flows: ['operation'],
    data: ['people with access'],
    maps: { ccm: ['HRS-11'], nist: ['AT-2', 'PS-6'] },
  },
  {
    id: 'OPS-02',
    title: 'Disks are encrypted',
    says: 'The disks under this server and its backups are encrypted by whoever hosts them.',
    limits: ['No check of ours can see the disk. It is stated by whoever runs the server, for a time.'],
    class: 'attested',
    flows: ['operation'],
    data: ['the database', 'backups'],
    maps: { ccm: ['CEK-03'], nist: ['SC-28(1)'] },
  },
])
