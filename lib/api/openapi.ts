import { z } from 'zod'
import {
  analysisListSchema,
  answeredAnalysisSchema,
  BODY_MAX_BYTES,
  listQuerySchema,
  newAnalysisSchema,
  problemSchema,
} from './schemas.ts'
import type { Scope } from './scopes.ts'
import { NONCE_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signed-request.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1.1, whose schemas are JSON Schema 2020-12: made from what the routes themselves check with. */
export function openApiDocument(server: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Lethe',
      version: '1',
      description: 'Explains incidents and forgets the logs. Advisory: nothing is executed or changed anywhere.',
    },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths: {
      '/api/v1/analyses': { get: LIST, post: CREATE },
      '/api/v1/analyses/{id}': { parameters: [ID], get: GET, delete: DELETE },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace, lethe_live_….' },
      },
      schemas: {
        NewAnalysis: schemaOf(newAnalysisSchema, 'input'),
        Analysis: schemaOf(answeredAnalysisSchema),
        AnalysisList: schemaOf(analysisListSchema),
        Problem: schemaOf(problemSchema),
      },
      headers: {
        RateLimit: { description: 'What is left of this minute.', schema: { type: 'string' } },
        'RateLimit-Policy': { description: 'How many requests a minute allows.', schema: { type: 'string' } },
      },
    },
  }
}

/** Component schemas must not declare a dialect of their own: the document has one. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const QUOTA = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimit-Policy' },
}
const answer = (description: string, schema: string, headers: Json = {}) => ({
  description,
  headers: { ...QUOTA, ...headers },
  content: { 'application/json': { schema: ref(schema) } },
})
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})

const REFUSALS = {
  401: problem('No key that works, or a request that should be signed and is not.'),
  402: problem('The plan of the workspace has no API keys. The key works again with a plan that has.'),
  403: problem('The key lacks the scope, its member the role, or the address is not one of its networks.'),
  423: problem('The workspace is locked and will be erased.'),
  429: problem('Too often. Retry-After says when.'),
  503: problem('A part of Lethe does not answer. Nothing was kept.'),
}

const header = (name: string, description: string) => ({
  ...{ name, in: 'header', required: false, description },
  schema: { type: 'string' },
})
const SIGNED = [
  header(TIMESTAMP_HEADER, 'Seconds since 1970. Only for keys whose requests are signed, as are the next two.'),
  header(NONCE_HEADER, '16 to 128 of A-Z a-z 0-9 _ - ., never the same twice.'),
  header(SIGNATURE_HEADER, 'v1= and the HMAC-SHA-256 as docs/api.md says.'),
]
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }

const scoped = (scope: Scope, operationId: string, summary: string) => ({
  ...{ operationId, summary, description: `Scope: \`${scope}\`.` },
})

const LIST = {
  ...scoped('analyses:read', 'listAnalyses', 'Analyses, newest first'),
  parameters: [...queryParameters(), ...SIGNED],
  responses: { 200: answer('A page.', 'AnalysisList'), 422: problem('A wrong query.'), ...REFUSALS },
}

const CREATE = {
  ...scoped('analyses:write', 'createAnalysis', 'Analyze a log'),
  parameters: [
    header('Idempotency-Key', 'The same request again, within 24 hours, is answered with what the first became.'),
    ...SIGNED,
  ],
  requestBody: { required: true, content: { 'application/json': { schema: ref('NewAnalysis') } } },
  responses: {
    201: answer('The analysis, with quotes from the log. They are in no later answer.', 'Analysis', {
      Location: { schema: { type: 'string' } },
      'Idempotency-Replayed': { description: '`true`: done before.', schema: { type: 'string' } },
    }),
    409: problem('A request of this Idempotency-Key is being worked on.'),
    413: problem(`The body is larger than ${BODY_MAX_BYTES / 1024 / 1024} MB.`),
    422: problem('What was sent does not fit.'),
    ...REFUSALS,
  },
}

const GET = {
  ...scoped('analyses:read', 'getAnalysis', 'One analysis'),
  parameters: SIGNED,
  responses: { 200: answer('As it is stored.', 'Analysis'), 404: problem('No such analysis here.'), ...REFUSALS },
}

const DELETE = {
  ...scoped('analyses:delete', 'deleteAnalysis', 'Delete an analysis, at once and for good'),
  parameters: SIGNED,
  responses: { 204: { description: 'It is gone.' }, 404: problem('No such analysis here.'), ...REFUSALS },
}

function queryParameters() {
  const { properties = {} } = z.toJSONSchema(listQuerySchema, { target: 'draft-2020-12' })
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}
