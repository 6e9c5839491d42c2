import { defineClaims } from '../define-claims.ts'

const ROWS = { flows: ['pages', 'API'], data: ['everything a workspace has'] }

export const isolationClaims = defineClaims([
  {
    id: 'ISO-01',
    title: 'A missing WHERE does not leak',
    says: 'The database itself keeps workspaces apart: under the role that serves pages, a query that names no workspace returns the rows of the present workspace, or none where no workspace is set.',
    limits: [
      'That no error of any kind can leak. Code that sets the wrong workspace reads that workspace; the application checks who is asking before it sets one.',
      'Anything about whoever holds the owner role of the database: it runs migrations and can switch the rule off.',
    ],
    ...ROWS,
    checks: [
      {
        id: 'isolation.rows',
        does: 'Reads tables of a workspace without a condition, as the serving role, on a real PostgreSQL.',
        breaks: 'The same rows are read as the superuser, who sees both workspaces: they are there to be leaked.',
        least: 10,
      },
      {
        id: 'isolation.none',
        does: 'Counts the rows of every table as the serving role without a workspace.',
        breaks: 'One table is said to show rows.',
        least: 15,
      },
    ],
    maps: { asvs: ['V8.4.1'], ccm: ['IVS-06', 'DSP-17'], nist: ['AC-3', 'SC-4'] },
  },
  {
    id: 'ISO-02',
    title: 'Every table of a workspace has its guard',
    says: 'Row security is on and forced, with the same rule, on each of the {tables} tables that belong to workspaces.',
    limits: ['It reads what the database says of itself. That the rule works is the claim before this one.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.policies',
        does: 'Reads the catalog of a migrated database.',
        breaks: 'The guard of one table is really switched off, read, and switched on again.',
        least: 15,
      },
    ],
    maps: { asvs: ['V8.4.1'], ccm: ['IVS-06'], nist: ['AC-3', 'AC-6'] },
  },
  {
    id: 'ISO-03',
    title: 'No row points into another workspace',
    says: 'A reference between rows of workspaces includes the workspace: the database refuses one that leads into another.',
    limits: ['References that are not written as keys, such as ids inside a text, are not covered.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.keys',
        does: 'Reads every foreign key between such tables from the catalog.',
        breaks: 'The workspace is taken out of one key.',
        least: 8,
      },
    ],
    maps: { asvs: ['V8.4.1'], nist: ['AC-3'] },
  },
  {
    id: 'ISO-04',
    title: 'The serving roles own nothing',
    says: 'The two database roles that serve people own no table and may not bypass row security, make roles or make databases.',
    limits: ['The roles are made by our migrations. An operator who makes their own can make them stronger.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.roles',
        does: 'Asks the database what its roles may do.',
        breaks: 'One role is said to bypass row security.',
        least: 2,
      },
    ],
    maps: { asvs: ['V13.2.2'], ccm: ['IAM-05'], nist: ['AC-6', 'AC-6(1)'] },
  },
  {
    id: 'ISO-05',
    title: 'The sign-in role cannot browse',
    says: 'The role that looks up sessions and endpoints may read no table: it can ask for one thing whose key it knows.',
    limits: ['Whoever has a key, such as a session cookie, gets what belongs to it.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.door',
        does: 'Tries to read every table as that role.',
        breaks: 'One table is said to have answered.',
        least: 20,
      },
    ],
    maps: { ccm: ['IAM-05'], nist: ['AC-6'] },
  },
  {
    id: 'ISO-06',
    title: 'An outsider gets nothing',
    says: 'Somebody of another workspace who knows the ids of your rows gets an error at every address that takes an id.',
    limits: [
      'It tries reading. That others cannot change or delete rows is tried by the tests that ship with the source.',
    ],
    ...ROWS,
    checks: [
      {
        id: 'isolation.outsider',
        does: 'Asks a running server for the rows of another workspace at every address of the API that takes an id.',
        breaks: 'One answer is changed to a success.',
        least: 6,
      },
    ],
    maps: { asvs: ['V8.2.2'], ccm: ['IAM-16'], nist: ['AC-3'] },
  },
  {
    id: 'ISO-07',
    title: 'No session, no answer',
    says: 'Without a session every address of the API that belongs to members answers that you are not signed in. {routes} were asked.',
    limits: ['Pages lead to the sign-in instead; the tests that ship with the source try them.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.session-needed',
        does: 'Asks a running server at every address, with every method, without a cookie. The list is read from the source.',
        breaks: 'One answer is changed to a success.',
        least: 30,
      },
    ],
    maps: { asvs: ['V8.3.1'], ccm: ['IAM-14'], nist: ['AC-3', 'IA-2'] },
  },
  {
    id: 'ISO-08',
    title: 'Readers cannot manage',
    says: 'A member who may only read gets a refusal where sources, channels, invitations or analyses are made.',
    limits: ['Four doors are tried here; the table of permissions holds the others.'],
    ...ROWS,
    checks: [
      {
        id: 'isolation.roles-obeyed',
        does: 'Sends requests of a reader to a running server.',
        breaks: 'One answer is changed to a success.',
        least: 4,
      },
    ],
    maps: { asvs: ['V8.2.1'], ccm: ['IAM-05'], nist: ['AC-3', 'AC-6'] },
  },
])
