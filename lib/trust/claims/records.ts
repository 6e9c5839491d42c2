import { defineClaims } from '../define-claims.ts'

const AUDIT = { flows: ['settings', 'API'], data: ['audit log'] }
const SECRETS = { flows: ['settings'], data: ['secrets that must be read again'] }

export const recordsClaims = defineClaims([
  {
    id: 'AUD-01',
    title: 'A changed audit log is noticed',
    says: 'An exported audit log can be checked offline. An event that was changed or taken out is noticed.',
    limits: [
      'Whoever holds both the database and the signing key can write another history. A checkpoint that you keep elsewhere shows it.',
    ],
    ...AUDIT,
    checks: [
      {
        id: 'records.audit-sound',
        does: 'Exports the audit log of a workspace, changes single events and takes one out, and lets the offline check read each copy.',
        breaks: 'One changed copy counts as sound.',
        least: 2,
      },
    ],
    maps: { asvs: ['V16.4.2'], ccm: ['LOG-02', 'LOG-09'], nist: ['AU-9', 'AU-10'] },
  },
  {
    id: 'AUD-02',
    title: 'The serving roles cannot rewrite it',
    says: 'The database roles that serve people may not change, delete or empty the audit log.',
    limits: ['The owner of the database can. That is what the chain of hashes is for.'],
    ...AUDIT,
    checks: [
      {
        id: 'records.audit-append-only',
        does: 'Asks the database for the rights of both roles on the tables of the audit log.',
        breaks: 'One right is added.',
        least: 10,
      },
    ],
    maps: { asvs: ['V16.4.2'], ccm: ['LOG-02'], nist: ['AU-9(4)'] },
  },
  {
    id: 'AUD-03',
    title: 'What matters leaves a trace',
    says: 'New sources, changes of the model policy and of retention, and exports stand in the audit log of the workspace.',
    limits: ['Four kinds of events are tried here; the list of all of them is in the source.'],
    ...AUDIT,
    checks: [
      {
        id: 'records.audit-complete',
        does: 'Does each of them on a running server and counts the events.',
        breaks: 'One of them counts as without a trace.',
        least: 4,
      },
    ],
    maps: { asvs: ['V16.3.2', 'V16.3.3'], ccm: ['LOG-08'], nist: ['AU-2', 'AU-12'] },
  },
  {
    id: 'KEY-01',
    title: 'A sealed value opens in its own place only',
    says: 'Secrets that must be read again are sealed with AES-256-GCM under a named key. A sealed value that was changed, or moved to another workspace or field, does not open.',
    limits: ['Whoever runs the server holds the keys and can open what it can open.'],
    ...SECRETS,
    checks: [
      {
        id: 'records.sealed',
        does: 'Seals values and tries to open them as they are, changed, for another workspace and for another field.',
        breaks: 'A value counts as opened for another workspace.',
        least: 10,
      },
    ],
    maps: { asvs: ['V11.3.2', 'V11.3.3'], ccm: ['CEK-03', 'CEK-04'], nist: ['SC-13', 'SC-28(1)'] },
  },
  {
    id: 'KEY-02',
    title: 'Signing secrets are sealed in the database',
    says: 'The signing secret of a source is found nowhere in the database as it is.',
    limits: ['It is shown once, when it is made; who copied it has it.'],
    ...SECRETS,
    checks: [
      {
        id: 'records.secrets-sealed',
        does: 'Makes a source on a running server and searches a full dump of the database for its secret.',
        breaks: 'The secret is planted in a place that is searched.',
        least: 20,
      },
    ],
    maps: { asvs: ['V13.3.1'], ccm: ['CEK-03'], nist: ['SC-28', 'IA-5'] },
  },
  {
    id: 'KEY-03',
    title: 'Keys apart from data',
    says: 'The keys lie in a folder of their own that no other user of the machine may read, and nowhere in the database or its files.',
    limits: [
      'In the default setup this folder is on the same disk as the data: that protects a stolen dump, not a stolen disk.',
    ],
    ...SECRETS,
    checks: [
      {
        id: 'records.keys-apart',
        does: 'Searches a full dump and all files of the database for the keys, and reads the rights of their file.',
        breaks: 'A key is planted in a place that is searched.',
        least: 50,
      },
    ],
    maps: { asvs: ['V13.3.1'], ccm: ['CEK-10', 'CEK-21'], nist: ['SC-12', 'SC-28(1)'] },
  },
  {
    id: 'BCK-01',
    title: 'A copy starts again',
    says: 'A copy of the data folder and its keys, taken while the database is stopped, starts elsewhere and holds the same rows.',
    limits: [
      'It is a cold copy of a small database. How often copies are made, and where they lie, is the operator’s.',
    ],
    flows: ['operation'],
    data: ['the database'],
    checks: [
      {
        id: 'records.restore',
        does: 'Fills a database, stops it, copies its folder, starts the copy and compares the rows.',
        breaks: 'One row of the copy is dropped.',
        least: 50,
      },
    ],
    maps: { ccm: ['BCR-08'], nist: ['CP-9', 'CP-9(1)', 'CP-10'] },
  },
])
