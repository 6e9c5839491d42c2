import { randomUUID } from 'node:crypto'
import { company } from '#trust.config'
import { documentHash, dpaDocument } from '../lib/agreements/dpa-document.ts'
import { DPA_VERSION } from '../lib/agreements/dpa-text.ts'
import { hashToken, makeToken } from '../lib/auth/token.ts'
import { addresses, asSuperuser, pageHeaders, WORKSPACE } from './cast.ts'
import { listRoutes, type Route } from './route-list.ts'

/** Every page of the tree as an address that can be opened. A page with a parameter that is unknown here is an error. */
export interface ShownPage {
  /** As in the tree: `/analyses/[id]`. */
  route: string
  /** As it is opened. */
  address: string
  audience: Route['audience']
}

/** Makes what pages with parameters show: a source and a link, both Alice's. */
export async function listPages(): Promise<ShownPage[]> {
  const [analysis, source, link] = [await anAnalysis(), await aSource(), await aLink()]
  const filled: Record<string, string> = {
    '/analyses/[id]': `/analyses/${analysis}`,
    '/settings/sources/[id]': `/settings/sources/${source}`,
    '/dpa/[token]': await aDraft(),
    '/notices/[token]': await aRequest(),
    '/requests/[token]': await aWish(),
    '/advisories/[id]': await anAdvisory(),
    '/claims/[id]': '/claims/DATA-01',
    '/read/[token]': link,
    '/services/[service]': `/services/${encodeURIComponent(await aService())}`,
    '/feedback/[token]': '/feedback/made-up',
    '/sign-in/confirm': '/sign-in/confirm?token=made-up&email=alice%40acme.test',
    '/sign-in/invitation': '/sign-in/invitation?token=made-up',
  }
  const pages = listRoutes()
    // Those of staff need an account of the operator's: staff.spec.ts looks at them.
    .filter(({ kind, audience }) => kind === 'page' && audience !== 'staff')
    .map(({ path, audience }) => ({ route: path, address: filled[path] ?? path, audience }))
  const open = pages.filter(({ address }) => address.includes('['))
  if (open.length > 0) throw new Error(`say in e2e/page-list.ts what is shown at ${open.map(({ route }) => route)}`)
  return pages
}

async function anAnalysis(): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>(
    'select a.id::text from analyses a join tenants t on t.id = a.tenant_id where t.slug = $1 order by a.created_at limit 1',
    [WORKSPACE.alice],
  )
  return row?.id ?? ''
}

async function aService(): Promise<string> {
  const [row] = await asSuperuser<{ service: string }>(
    'select a.service from analyses a join tenants t on t.id = a.tenant_id where t.slug = $1 and a.service is not null limit 1',
    [WORKSPACE.alice],
  )
  return row?.service ?? ''
}

async function aSource(): Promise<string> {
  const body = JSON.stringify({ kind: 'standard', name: `pages ${randomUUID().slice(0, 8)}` })
  const answer = await fetch(`${addresses().url}/api/sources`, await posted(body))
  return ((await answer.json()) as { source: { id: string } }).source.id
}

async function aLink(): Promise<string> {
  const made = await fetch(`${addresses().url}/api/analyses/${await anAnalysis()}/shares`, await posted('{"days":1}'))
  return new URL(((await made.json()) as { url: string }).url).pathname
}

/** A draft of an agreement, made by writing its row: nobody is authorised to sign for this operator. */
async function aDraft(): Promise<string> {
  const party = { company: 'Globex', address: 'Ring 1', country: 'Austria', signerName: 'Zoe', signerTitle: 'CISO' }
  const countersigner = {
    company: 'Operator',
    address: '1 Quay',
    name: 'Olga',
    title: 'Director',
    authorisedAt: new Date(0),
  }
  const document = dpaDocument({ party, countersigner, company, claims: [] })
  const token = makeToken()
  await asSuperuser(
    `insert into agreements (id, kind, version, token_hash, email, party, document, document_sha256, expires_at)
     values (gen_random_uuid(), 'dpa', $1, $2, 'zoe@globex.test', $3, $4, $5, now() + interval '7 days')`,
    [DPA_VERSION, hashToken(token), JSON.stringify(party), JSON.stringify(document), documentHash(document)],
  )
  return `/dpa/${token}`
}

/** An address that waits to be confirmed, made by writing its row: the mail is not looked for here. */
async function aRequest(): Promise<string> {
  const token = makeToken()
  await asSuperuser(
    `insert into subscriber_requests (id, email, topics, token_hash, expires_at)
     values (gen_random_uuid(), $1, array['security'], $2, now() + interval '7 days')`,
    [`r${randomUUID().slice(0, 8)}@globex.test`, hashToken(token)],
  )
  return `/notices/${token}`
}

/** A request that waits to be confirmed, made by writing its row: what it says is not opened by its page. */
async function aWish(): Promise<string> {
  const token = makeToken()
  await asSuperuser(
    `insert into request_wishes (id, kind, address_hash, token_hash, regime, wanted_right, sealed_wish, expires_at)
     values (gen_random_uuid(), 'data_rights', $1, $2, 'gdpr', 'access', 'v1', now() + interval '7 days')`,
    [hashToken(makeToken()), hashToken(token)],
  )
  return `/requests/${token}`
}

/** A published advisory, made by writing its row. */
async function anAdvisory(): Promise<string> {
  const number = `LETHE-2020-${String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')}`
  const content = {
    ...{ title: 'An example', summary: 'What it was.', affected: 'before 1.2', fixedIn: '1.2', severity: 'low' },
    ...{ credit: '', reportedOn: '2020-01-01', fixedOn: '2020-01-02' },
  }
  await asSuperuser(
    `insert into advisories (id, number, content, changed_by, published_at, published_by)
     values (gen_random_uuid(), $1, $2, gen_random_uuid(), '2020-02-01', gen_random_uuid())`,
    [number, JSON.stringify(content)],
  )
  return `/advisories/${number}`
}

const posted = async (body: string): Promise<RequestInit> => ({
  method: 'POST',
  headers: { ...(await pageHeaders('alice')), 'content-type': 'application/json' },
  body,
})
