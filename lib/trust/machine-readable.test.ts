import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { attestationsBom } from './attestations-bom.ts'
import { changesOf } from './changes.ts'
import { CLAIMS } from './claim-list.ts'
import { claimView } from './claim-view.ts'
import { claimsDocument } from './claims-document.ts'
import { claimsDocumentSchema } from './claims-document-schema.ts'
import { atomFeed, jsonFeed } from './feeds.ts'
import { llmsText } from './llms-text.ts'
import { countStates, type Published } from './published-claims.ts'
import { sbom } from './sbom.ts'
import { verifyTrust } from './verify-trust.ts'

const URL_OF_SERVER = 'https://lethe.example'
const context = {
  evidence: { kind: 'none' as const },
  now: new Date('2026-12-01T00:00:00Z'),
  sourceHash: null,
  trustedKey: null,
  attestations: [],
}
const claims = CLAIMS.map((claim) => claimView(claim, context))
const shown: Published = {
  at: context.now,
  claims,
  counts: countStates(claims),
  sourceHash: null,
  evidence: context.evidence,
  signedBy: null,
}

/** What the schema of CycloneDX 1.6 finds; null is nothing. */
const cyclonedx = (bom: object) => new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(JSON.stringify(bom))

describe('CycloneDX', () => {
  const lockfile = readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')

  test('the bill of materials fits the schema and names more than three hundred packages', async () => {
    const bom = sbom(lockfile)
    expect(await cyclonedx(bom)).toBeNull()
    expect(bom.components.length).toBeGreaterThan(300)
  })

  test('the attestations fit the schema', async () => {
    expect(await cyclonedx(attestationsBom(shown, URL_OF_SERVER))).toBeNull()
  })

  test('a bill that does not fit is noticed', async () => {
    expect(await cyclonedx({ ...sbom(lockfile), components: [{ type: 'spoon', name: 'x' }] })).not.toBeNull()
    expect(
      await cyclonedx({ ...attestationsBom(shown, URL_OF_SERVER), declarations: { claims: [{ color: 'red' }] } }),
    ).not.toBeNull()
  })
})

describe('feeds', () => {
  const changes = [...changesOf([]), { id: 'odd', at: '2026-12-01T00:00:00.000Z', title: 'A <b> & "c"', text: "It's" }]
  /** JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. */
  const feedSchema = z.object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string().min(1),
    home_page_url: z.url(),
    feed_url: z.url(),
    items: z
      .array(
        z.object({
          id: z.string().min(1),
          url: z.url(),
          title: z.string(),
          content_text: z.string().min(1),
          date_published: z.iso.datetime(),
        }),
      )
      .min(1),
  })

  test('JSON Feed has what its specification asks for', () => {
    expect(feedSchema.safeParse(jsonFeed(changes, URL_OF_SERVER)).error).toBeUndefined()
    expect(feedSchema.safeParse({ ...jsonFeed(changes, URL_OF_SERVER), items: [{}] }).success).toBe(false)
  })

  test('Atom has id, title and time for the feed and for every entry (RFC 4287, section 4.1)', () => {
    const xml = atomFeed(changes, URL_OF_SERVER)
    const entries = xml.split('<entry>')
    expect(entries).toHaveLength(changes.length + 1)
    for (const part of entries)
      for (const name of ['id', 'title', 'updated']) expect(part).toMatch(new RegExp(`<${name}>[^<]+</${name}>`))
    expect(xml).toContain('A &lt;b&gt; &amp; &quot;c&quot;')
    expect(xml).toContain('<author><name>')
  })
})

test('claims.json fits its own schema, and a strange part is noticed', () => {
  const document = JSON.parse(JSON.stringify(claimsDocument(shown, URL_OF_SERVER))) as object
  expect(claimsDocumentSchema.safeParse(document).error).toBeUndefined()
  expect(claimsDocumentSchema.safeParse({ ...document, score: 100 }).success).toBe(false)
})

test('a server that calls a claim verified without evidence is seen through', () => {
  const document = JSON.parse(JSON.stringify(claimsDocument(shown, URL_OF_SERVER)))
  const asked = { key: null, claim: null, now: context.now }
  expect(verifyTrust(JSON.stringify(document), asked).problems).toEqual([])
  document.claims[0].state.kind = 'verified'
  expect(verifyTrust(JSON.stringify(document), asked).problems.join(' ')).toMatch(/without evidence.*counts/)
  expect(verifyTrust('nonsense', asked).problems).toHaveLength(1)
})

test('llms.txt begins with a title and a summary and lists every page', () => {
  const text = llmsText(URL_OF_SERVER)
  expect(text).toMatch(/^# .+\n\n> .+/)
  expect(text.match(/^- \[/gm)?.length).toBeGreaterThan(20)
})
