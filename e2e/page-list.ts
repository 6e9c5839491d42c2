import { randomUUID } from 'node:crypto'
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

const posted = async (body: string): Promise<RequestInit> => ({
  method: 'POST',
  headers: { ...(await pageHeaders('alice')), 'content-type': 'application/json' },
  body,
})
