import { defineClaim } from '../claim.ts'

export const databaseIsolation = defineClaim({
  id: 'ISO-01',
  title: 'A missing WHERE does not leak',
  statement:
    'The database itself keeps workspaces apart: under the role that serves pages, a query that names no workspace returns the rows of the present workspace, or none where no workspace is set.',
  scope: { flows: ['pages', 'API'], data: ['analyses', 'evidence', 'memberships', 'audit events'] },
  doesNotShow: [
    'That no error of any kind can leak. Code that sets the wrong workspace reads that workspace; the application checks who is asking before it sets one.',
    'Anything about whoever holds the owner role of the database: it runs migrations and can switch the rule off.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'data.isolation',
      kind: 'test',
      ref: 'lib/data/isolation.test.ts',
      method: 'Queries every table of a workspace without a condition, as the serving role, on a real PostgreSQL.',
      command: 'npx vitest run lib/data/isolation.test.ts',
      ttlDays: 3,
      minPopulation: 4,
      negativeControl:
        'The same query under the owner role sees the rows of both workspaces: they are there to be leaked.',
    },
    {
      id: 'outsider.routes',
      kind: 'test',
      ref: 'e2e/outsider.spec.ts',
      method: 'A member of another workspace tries every route with identifiers that are not theirs.',
      command: 'npm test',
      ttlDays: 3,
      minPopulation: 4,
      negativeControl: 'The owner of the rows gets them through the same routes in the same run.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
