import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, newAnalysis, poolExhausted, seedCast } from '../../prisma/seed.ts'
import { NotFound } from '../errors.ts'
import { openKeyRing } from '../keyring.ts'
import * as accepted from './accepted-deliveries.ts'
import * as groups from './alert-groups.ts'
import * as notices from './alert-notices.ts'
import * as analyses from './analyses.ts'
import { insertParts } from './analysis-parts.ts'
import * as search from './analysis-search.ts'
import { termOf } from './analysis-terms.ts'
import * as apiKeys from './api-keys.ts'
import * as apiRequests from './api-requests.ts'
import * as auditCheckpoints from './audit-checkpoints.ts'
import * as auditEvents from './audit-events.ts'
import * as billing from './billing-accounts.ts'
import * as channels from './channels.ts'
import * as checkpointMails from './checkpoint-mails.ts'
import * as deliveries from './deliveries.ts'
import * as states from './delivery-states.ts'

import * as egress from './egress.ts'
import * as erasure from './erasure.ts'
import * as exportRows from './export-rows.ts'

import * as feedback from './feedback.ts'
import * as invitations from './invitations.ts'

import * as ledger from './ledger-entries.ts'
import * as memberships from './memberships.ts'
import * as modelPolicies from './model-policies.ts'
import * as modelUsage from './model-usage.ts'
import * as notifications from './notifications.ts'
import { withTenant } from './prisma.ts'
import * as redactionValues from './redaction-values.ts'
import * as retention from './retention.ts'
import * as seals from './seals.ts'
import * as services from './services.ts'
import * as shareLinks from './share-links.ts'
import * as sources from './sources.ts'
import * as sso from './sso-connections.ts'
import * as tenants from './tenants.ts'
import type { TenantId } from './unscoped.ts'
import * as usage from './usage-months.ts'

// Every function of the data room that takes a tenant, run by Charlie against what is Alice's.

let database: TestDatabase
let cast: Cast
let alices: string
let herValues: string
let herSource: string
let herChannel: string
let herDelivery: string
let herReservation: string
let herMessage: string
let herInvitation: string
let herNotice: string
let herGroup: string
let herLink: string
let herClaim: string
let herSso: string
let herKey: string
let herRequest: string

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  alices = (await analyses.listAnalyses(cast.acme)).items[0]?.id ?? ''
  await auditEvents.createAuditEvent(cast.acme, { actorId: cast.alice.id, action: 'analysis.read', subject: alices })
  herValues = await redactionValues.createRedactionValues(cast.acme, sealedValues(cast.alice.id, MARKERS.acme))
  herSource = await sources.createSource(cast.acme, newSource(cast.alice.id, MARKERS.acme))
  herChannel = await channels.createChannel(cast.acme, newChannel(cast.alice.id, MARKERS.acme))
  const taken = await accepted.acceptDelivery(cast.acme, newDelivery(herSource), 60)
  herDelivery = taken.outcome === 'taken' ? taken.id : ''
  herGroup = (await groups.listChangedGroups(60, 10))[0]?.id ?? ''
  const detail = { kind: 'storm', alerts: 31, groups: 1, minutes: 1 } as const
  herNotice = await notices.createNotice(cast.acme, { analysisId: alices, detail })
  await modelPolicies.saveModelPolicy(cast.acme, { ...POLICY, baseUrl: `https://${MARKERS.acme}.example` })
  await modelPolicies.saveModelKey(cast.acme, 'v1.k.i.b')
  const reserved = await modelUsage.reserveModelUsage(cast.acme, WANTED)
  herReservation = typeof reserved === 'string' ? reserved : reserved.id
  herMessage = (await notifications.createNotifications(cast.acme, message(herChannel, herDelivery)))[0] ?? ''
  await feedback.saveFeedback(cast.acme, said(cast.alice.id))
  await sso.saveSsoConnection(cast.acme, connection(MARKERS.acme))
  await sso.markDomainVerified(cast.acme, `${MARKERS.acme}.test`, 't'.repeat(43))
  herSso = (await sso.findSsoConnection(cast.acme))?.id ?? ''
  herKey = await apiKeys.createApiKey(cast.acme, newKey(cast.alice.id, MARKERS.acme, HER_TOKEN))
  const claimed = await apiRequests.claimRequest(cast.acme, herKey, REQUEST)
  herRequest = claimed.first ? claimed.id : ''
  await checkpointMails.setCheckpointMail(cast.acme, cast.alice.id, true)
  herInvitation = await invitations.createInvitation(cast.acme, invitation(cast.alice.id, `guest@${MARKERS.acme}.test`))
  herLink = (await shareLinks.createShareLink(cast.acme, shareOf(cast.alice.id, '1'.repeat(64)))).id
  await billing.createBillingAccount(cast.acme, HER_CUSTOMER)
  await billing.takeBillingEvent(cast.acme, { id: 'evt_hers', type: 'invoice.paid' })
  await usage.countAnalysis(cast.acme, null)
  herClaim = (await usage.claimAnalysis(cast.acme, 10, 60)) ?? ''
}, 60_000)
afterAll(() => database.drop())

const said = (userId: string) => ({
  ...{ analysisId: alices, rating: 'right' as const, realCause: MARKERS.acme, helped: null, voice: { userId } },
})
const HER_CUSTOMER = 'cus_acmeledger'
const POLICY = { mode: 'fast' as const, monthlyTokens: null, monthlyMicroUsd: null }
const WANTED = { most: { tokens: 100, microUsd: 100 }, least: { tokens: 100, microUsd: 100 }, leaseSeconds: 600 }

const newKey = (createdById: string, name: string, tokenHash: string): apiKeys.NewApiKey => ({
  ...{ createdById, name, tokenHash, hint: 'abcd', scopes: ['analyses:read'], allowedAddresses: [] },
  ...{ sealedSigningSecret: null, expiresAt: new Date(Date.now() + 60_000) },
})
const REQUEST = { nameHash: '1'.repeat(64), bodyMac: '2'.repeat(64), until: new Date(Date.now() + 60_000) }
const newSource = (createdById: string, name: string) => ({
  ...{ kind: 'standard', name, sealedSecret: 'v1.k.i.b', sealedToken: null, createdById },
})
const newChannel = (createdById: string, name: string) => ({
  ...{ kind: 'slack_webhook', name, sealedAddress: 'v1.k.i.b', createdById },
})
const connection = (name: string) => ({
  ...{ domain: `${name}.test`, domainToken: 't'.repeat(43), issuer: `https://${name}.example`, clientId: name },
  sealedSecret: 'v1.k.i.b',
})
const HER_TOKEN = 'e'.repeat(64)
const invitation = (invitedById: string, email: string, tokenHash = HER_TOKEN) => ({
  ...{ email, role: 'member' as const, tokenHash, invitedById, expiresAt: new Date(Date.now() + 60_000) },
})
const shareOf = (createdById: string, tokenHash: string) => ({
  ...{ analysisId: alices, tokenHash, createdById, expiresAt: new Date(Date.now() + 60_000) },
})
const inAMinute = () => new Date(Date.now() + 60_000)
const newDelivery = (sourceId: string): accepted.NewDelivery => ({
  ...{ sourceId, sealedSecret: 'v1.k.i.b', settings: {}, deliveryKey: 'a'.repeat(64), jobKey: 'b'.repeat(64) },
  ...{ causeKey: 'c'.repeat(64), looseKey: 'd'.repeat(64), soft: false, full: false, ignoredFor: null },
  ...{ firing: ['e'.repeat(64)], resolved: [] },
})
const message = (channelId: string, deliveryId: string) => ({
  analysisId: alices,
  deliveryId,
  channels: [{ id: channelId, notBefore: null }],
})

/** What breaks a foreign key is refused by the database itself. */
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => {
      expect(error.code).toBe('P2003')
      return 'refused'
    },
  )

const sealedValues = (createdById: string, label: string) => ({ label, count: 1, sealed: 'v1.k.i.b', createdById })

/** One attempt per function. It must end in NotFound or in an answer that holds nothing of Acme's. */
const attempts: Record<string, (charlie: TenantId) => Promise<unknown>> = {
  // Of her analysis in his workspace: the foreign key holds both, and says nothing of hers.
  insertParts: (charlie) =>
    withTenant(charlie, (tx) =>
      insertParts(tx, { id: alices, tenantId: charlie, createdAt: new Date() }, { evidence: [], terms: [1n] }),
    ).then(
      () => Promise.reject(new Error('it was written')),
      () => 'refused',
    ),
  createAnalysis: (charlie) => {
    const made = poolExhausted(MARKERS.other)
    const keyRing = openKeyRing(join(database.home, 'keys'))
    return analyses.createAnalysis(charlie, newAnalysis(made, { tenant: charlie, createdById: cast.alice.id, keyRing }))
  },
  getAnalysis: (charlie) => analyses.getAnalysis(charlie, alices),
  findAnalysis: (charlie) => analyses.findAnalysis(charlie, alices),
  hasAnalysisOf: async (charlie) => void expect(await analyses.hasAnalysisOf(charlie, cast.alice.id)).toBe(false),
  listRevisions: (charlie) => analyses.listRevisions(charlie, alices),
  listAnalyses: async (charlie) => {
    const acmes = await analyses.listAnalyses(cast.acme, { limit: 1 })
    return [
      await analyses.listAnalyses(charlie, { limit: 100 }),
      await analyses.listAnalyses(charlie, { cursor: acmes.nextCursor ?? '' }),
    ]
  },
  deleteAnalyses: async (charlie) => void expect(await analyses.deleteAnalyses(charlie, [alices])).toEqual([]),
  findPlaces: async (charlie) => {
    const terms = [termOf('word', MARKERS.acme)]
    const asked = { terms, after: null, take: 10 }
    const find = (tenant: TenantId) => withTenant(tenant, (tx) => search.findPlaces(tx, tenant, asked))
    expect((await find(cast.acme)).places).toHaveLength(3)
    return find(charlie)
  },
  listServices: (charlie) => services.listServices(charlie, new Date()),
  listServiceNames: (charlie) => services.listServiceNames(charlie),
  findService: (charlie) => services.findService(charlie, `${MARKERS.acme}-db`, new Date()),
  saveFeedback: (charlie) => feedback.saveFeedback(charlie, said(cast.charlie.id)),
  listFeedback: async (charlie) => {
    expect(await feedback.listFeedback(cast.acme, alices)).toMatchObject([{ rating: 'right' }])
    return feedback.listFeedback(charlie, alices)
  },
  findTrackRecord: async (charlie) => {
    expect(await feedback.findTrackRecord(cast.acme, 9)).toEqual({ right: 1, judged: 1 })
    expect(await feedback.findTrackRecord(charlie, 9)).toEqual({ right: 0, judged: 0 })
  },
  findRecurrences: (charlie) =>
    feedback.findRecurrences(charlie, { id: alices, keys: ['k'], since: new Date(0), before: inAMinute() }),
  deleteAnalysis: (charlie) => analyses.deleteAnalysis(charlie, alices),
  findSsoConnection: (charlie) => sso.findSsoConnection(charlie),
  saveSsoConnection: async (charlie) => {
    await sso.saveSsoConnection(charlie, { ...connection('other'), domain: `${MARKERS.acme}.test` })
    const { domain: _, ...his } = (await sso.findSsoConnection(charlie)) ?? {}
    expect((await sso.findSso(herSso))?.clientId).toBe(MARKERS.acme)
    return his
  },
  // Both hold the same token here: the domain is hers all the same.
  markDomainVerified: async (charlie) => {
    await sso.saveSsoConnection(charlie, { ...connection('other'), domain: `${MARKERS.acme}.test` })
    await sso.markDomainVerified(charlie, `${MARKERS.acme}.test`, 't'.repeat(43))
  },
  deleteSsoConnection: async (charlie) => {
    await sso.deleteSsoConnection(charlie).catch(() => {})
    expect(await sso.findSsoConnection(cast.acme)).not.toBeNull()
  },
  // The door's: an id or a domain of hers tells no tenant's secrets to a page, and signs nobody of another domain in.
  findSso: async () => void expect(await sso.findSso('nonsense')).toBeNull(),
  listReachable: () => tenants.listReachable('0'.repeat(64)),
  findSsoByDomain: async () => void expect(await sso.findSsoByDomain('other.test')).toBeNull(),
  signInBySso: () => sso.signInBySso(herSso, { subject: '1', email: cast.charlie.email, name: null }),
  createBoundSession: (charlie) =>
    sso.createBoundSession({
      ...{ tokenHash: '1'.repeat(64), userId: cast.charlie.id, deviceHash: '2'.repeat(64), browser: 'x' },
      ...{ absoluteExpiresAt: inAMinute(), tenant: charlie === cast.other ? cast.acme : charlie },
    }),
  claimDueDomains: () => sso.claimDueDomains(10),
  releaseDomain: () => sso.releaseDomain('00000000-0000-4000-8000-000000000000'),
  createAuditEvent: (charlie) =>
    auditEvents.createAuditEvent(charlie, { actorId: cast.charlie.id, action: 'analysis.read', subject: alices }),
  listAuditEvents: async (charlie) =>
    (await auditEvents.listAuditEvents(charlie)).items.filter(({ actorId }) => actorId !== cast.charlie.id),
  readChain: async (charlie) => {
    const chain = await auditEvents.readChain(charlie, 0, 1_000)
    expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1))
    // Of what he wrote himself, above, nothing was learned.
    return chain.filter(({ action }) => action !== 'analysis.read')
  },
  // For the sweep only, which signs each chain as its own tenant; what it says never leaves the server.
  listUnsignedChains: async () => {
    expect(await auditCheckpoints.listUnsignedChains(100)).toContain(cast.acme)
  },
  findChainEnd: async (charlie) => {
    const [his, hers] = [await auditCheckpoints.findChainEnd(charlie), await auditCheckpoints.findChainEnd(cast.acme)]
    expect(his?.hash).not.toBe(hers?.hash)
    return his
  },
  createCheckpoint: async (charlie) => {
    const end = await auditCheckpoints.findChainEnd(charlie)
    const row = { seq: end?.seq ?? 1, hash: end?.hash ?? '', at: new Date(), publicKey: 'k', signature: 's' }
    await auditCheckpoints.createCheckpoint(charlie, row)
    expect(await auditCheckpoints.listCheckpoints(cast.acme, 10)).toEqual([])
  },
  listCheckpoints: (charlie) => auditCheckpoints.listCheckpoints(charlie, 10),
  // For housekeeping only, which works as each tenant in turn; nothing is due here.
  listDueRetention: () => retention.listDueRetention(100),
  findRetention: (charlie) => retention.findRetention(charlie),
  announceRetention: async (charlie) => {
    await retention.announceRetention(charlie, { days: 1, effectiveAt: inAMinute() })
    expect(await retention.findRetention(cast.acme)).toEqual({ days: 90, announced: null })
  },
  cancelRetention: (charlie) => retention.cancelRetention(charlie),
  applyRetention: (charlie) => retention.applyRetention(charlie, new Date(0)),
  deleteExpired: (charlie) => retention.deleteExpired(charlie, new Date(0), 10),
  deleteOldDeliveries: (charlie) => retention.deleteOldDeliveries(charlie, inAMinute()),
  lockWorkspace: async (charlie) => {
    await erasure.lockWorkspace(charlie, new Date(), inAMinute())
    expect(await erasure.findLock(cast.acme)).toBeNull()
  },
  findLock: (charlie) => erasure.findLock(charlie),
  unlockWorkspace: (charlie) => erasure.unlockWorkspace(charlie),
  listDueErasures: () => erasure.listDueErasures(100),
  eraseWorkspace: (charlie) => erasure.eraseWorkspace(charlie),
  // People are asked for by the id of their own session, never by another.
  erasePerson: () => erasure.erasePerson(cast.charlie.id),
  exportPerson: async () =>
    JSON.stringify(await erasure.exportPerson(cast.charlie.id)).replaceAll(alices, 'as he wrote it'),
  signTombstone: () =>
    erasure.signTombstone('00000000-0000-7000-8000-000000000000', { publicKey: 'k', signature: 's' }),
  readRows: async (charlie) => {
    const tables = Object.keys(exportRows.EXPORTED) as exportRows.ExportedTable[]
    const rows = await Promise.all(tables.map((table) => exportRows.readRows(charlie, table, '', 100)))
    // Of what he wrote himself, above, nothing was learned.
    return rows.flat().filter((row) => !JSON.stringify(row).includes('analysis.read') && row.subject !== alices)
  },
  // Asked by whoever brought Stripe's signature; what it says never leaves the server.
  findBillingTenant: async () => {
    expect(await billing.findBillingTenant(HER_CUSTOMER)).toBe(cast.acme)
    return billing.findBillingTenant('cus_nobody')
  },
  // For housekeeping only, which compares each as its own tenant.
  listDueReconciliations: async () =>
    void expect(await billing.listDueReconciliations(inAMinute(), 10)).toContain(cast.acme),
  findBillingAccount: (charlie) => billing.findBillingAccount(charlie),
  createBillingAccount: (charlie) => billing.createBillingAccount(charlie, HER_CUSTOMER),
  saveSubscription: async (charlie) => {
    expect(await billing.saveSubscription(charlie, 0, { subscription: null, reconciled: true })).toBe(false)
  },
  touchBillingAccount: async (charlie) => {
    expect(await billing.touchBillingAccount(charlie, 0, { checkoutSessionId: 'cs_his' })).toBe(false)
  },
  takeBillingEvent: async (charlie) => {
    expect(await billing.takeBillingEvent(charlie, { id: 'evt_hers', type: 'invoice.paid' })).toBe(false)
  },
  isBillingEventTaken: async (charlie) => {
    expect(await billing.isBillingEventTaken(charlie, 'evt_hers')).toBe(false)
  },
  deleteOldBillingEvents: async (charlie) => {
    await billing.deleteOldBillingEvents(charlie, inAMinute())
    expect(await billing.isBillingEventTaken(cast.acme, 'evt_hers')).toBe(true)
  },
  getUsage: async (charlie) => void expect((await usage.getUsage(charlie)).analyses).toBe(0),
  claimAnalysis: async (charlie) => {
    await usage.claimAnalysis(charlie, 1, 60)
    expect(await usage.claimAnalysis(cast.acme, 3, 60)).not.toBeNull()
  },
  countAnalysis: async (charlie) => {
    const { month } = await usage.countAnalysis(charlie, herClaim)
    expect(await usage.getUsage(cast.acme)).toEqual({ month, analyses: 1, warnedPercent: 0 })
  },
  markWarned: async (charlie) => {
    const { month } = await usage.getUsage(charlie)
    await usage.markWarned(charlie, month, 100)
    expect((await usage.getUsage(cast.acme)).warnedPercent).toBe(0)
  },
  unmarkWarned: async (charlie) => usage.unmarkWarned(charlie, (await usage.getUsage(charlie)).month, 100, 0),
  // Each waits for its own workspace only: this one ends while hers is held.
  holdPlaces: (charlie) => usage.holdPlaces(charlie, 'sources'),
  listMembers: (charlie) => memberships.listMembers(charlie),
  findMember: (charlie) => memberships.findMember(charlie, cast.alice.id),
  createMembership: (charlie) => memberships.createMembership(charlie, { userId: cast.charlie.id, role: 'owner' }),
  getMember: (charlie) => memberships.getMember(charlie, cast.alice.id),
  setRole: (charlie) => memberships.setRole(charlie, cast.bob.id, 'owner'),
  deleteMembership: (charlie) => memberships.deleteMembership(charlie, cast.bob.id),
  createInvitation: (charlie) =>
    invitations.createInvitation(charlie, invitation(cast.charlie.id, 'his@other.test', 'f'.repeat(64))),
  listInvitations: (charlie) => invitations.listInvitations(charlie),
  deleteInvitation: (charlie) => invitations.deleteInvitation(charlie, herInvitation),
  // Told to whoever holds the token, which is a secret of 256 bits.
  findInvitation: () => invitations.findInvitation('d'.repeat(64)),
  acceptInvitation: () => invitations.acceptInvitation(HER_TOKEN, cast.charlie.id),
  listEgress: async (charlie) => [
    await egress.listEgress(charlie, { after: null, limit: 100 }),
    await egress.listEgress(charlie, { after: new Date(0), limit: 100 }),
  ],
  sumEgress: (charlie) => egress.sumEgress(charlie, 31),
  createShareLink: (charlie) => shareLinks.createShareLink(charlie, shareOf(cast.charlie.id, '2'.repeat(64))),
  listShareLinks: async (charlie) => [
    await shareLinks.listShareLinks(charlie),
    await shareLinks.listShareLinks(charlie, alices),
  ],
  deleteShareLink: (charlie) => shareLinks.deleteShareLink(charlie, herLink),
  // Told to whoever holds the token, which is a secret of 256 bits.
  openShareLink: () => shareLinks.openShareLink('3'.repeat(64)),
  createRedactionValues: (charlie) =>
    redactionValues.createRedactionValues(charlie, sealedValues(cast.charlie.id, 'his own')),
  listRedactionValues: (charlie) => redactionValues.listRedactionValues(charlie),
  listSealedRedactionValues: async (charlie) => (await redactionValues.listSealedRedactionValues(charlie)).slice(1),
  deleteRedactionValues: (charlie) => redactionValues.deleteRedactionValues(charlie, herValues),
  findEndpoint: async () => {
    const found = await sources.findEndpoint(herSource)
    // The door answers everybody who knows an id, and only the server asks it; what it says never leaves it.
    expect(found?.tenant).toBe(cast.acme)
    return sources.findEndpoint('00000000-0000-7000-8000-000000000000')
  },
  createSource: (charlie) => sources.createSource(charlie, newSource(cast.charlie.id, 'his own')),
  listSources: (charlie) => sources.listSources(charlie),
  getSource: (charlie) => sources.getSource(charlie, herSource),
  rotateSourceSecret: (charlie) => sources.rotateSourceSecret(charlie, herSource, 'v1.k.i.c', inAMinute()),
  setSourceSettings: (charlie) => sources.setSourceSettings(charlie, herSource, { header: 'X-Own' }),
  markRefusals: (charlie) => sources.markRefusals(charlie, herSource, 'mismatch', 1),
  setSourceToken: (charlie) => sources.setSourceToken(charlie, herSource, 'v1.k.i.c'),
  findSealedSourceToken: (charlie) => sources.findSealedSourceToken(charlie, herSource),
  getSourceName: (charlie) => sources.getSourceName(charlie, herSource),
  disconnectSource: (charlie) => sources.disconnectSource(charlie, herSource),
  // Crosses workspaces by its nature, and takes only what was disconnected.
  deleteDisconnectedSources: async () => {
    expect(await sources.deleteDisconnectedSources(86_400, 100)).toBe(0)
  },
  deleteSource: (charlie) => sources.deleteSource(charlie, herSource),
  findApiKey: async () => {
    // The door answers whoever knows the hash of a key, which only its holder can make.
    expect(await apiKeys.findApiKey(HER_TOKEN, null)).toMatchObject({ tenant: cast.acme, role: 'owner' })
    return apiKeys.findApiKey('d'.repeat(64), null)
  },
  createApiKey: (charlie) => refused(apiKeys.createApiKey(charlie, newKey(cast.alice.id, 'his', '3'.repeat(64)))),
  listApiKeys: (charlie) => apiKeys.listApiKeys(charlie),
  deleteApiKey: (charlie) => apiKeys.deleteApiKey(charlie, herKey),
  takeNonce: (charlie) => refused(apiRequests.takeNonce(charlie, herKey, '4'.repeat(64), inAMinute())),
  claimRequest: (charlie) => refused(apiRequests.claimRequest(charlie, herKey, REQUEST)),
  settleRequest: (charlie) => apiRequests.settleRequest(charlie, herRequest, alices, inAMinute()),
  releaseRequest: (charlie) => apiRequests.releaseRequest(charlie, herRequest),
  hasCheckpointMail: async (charlie) =>
    void expect(await checkpointMails.hasCheckpointMail(charlie, cast.alice.id)).toBe(false),
  setCheckpointMail: async (charlie) => {
    await checkpointMails.setCheckpointMail(charlie, cast.alice.id, false)
    return refused(checkpointMails.setCheckpointMail(charlie, cast.alice.id, true))
  },
  // For housekeeping only, which writes to each reader as their own tenant.
  claimDueCheckpointMails: async () => {
    expect(await checkpointMails.claimDueCheckpointMails(10)).toContainEqual({
      tenant: cast.acme,
      userId: cast.alice.id,
    })
    return checkpointMails.claimDueCheckpointMails(10)
  },
  // For housekeeping and boot only; names of keys and ids of tenants never leave the server.
  listSealKeys: () => seals.listSealKeys(),
  listStaleSeals: async () => {
    expect(await seals.listStaleSeals('none', 10)).toContain(cast.acme)
    return seals.listStaleSeals('none', 0)
  },
  readStaleSeals: async (charlie) => {
    const [place] = seals.SEALED
    const rows = await seals.readStaleSeals(charlie, place, 'none', '')
    expect(rows.map(({ id }) => id)).not.toContain(alices)
    expect((await seals.readStaleSeals(cast.acme, place, 'none', '')).map(({ id }) => id)).toContain(alices)
  },
  replaceSeal: async (charlie) => {
    const [place] = seals.SEALED
    const rows = await seals.readStaleSeals(cast.acme, place, 'none', '')
    for (const row of rows) expect(await seals.replaceSeal(charlie, place, row, 'v1.k.i.x')).toBe(false)
  },
  createChannel: (charlie) => channels.createChannel(charlie, newChannel(cast.charlie.id, 'his own')),
  listChannels: (charlie) => channels.listChannels(charlie),
  listWorkingChannels: async (charlie) => {
    expect((await channels.listWorkingChannels(charlie)).map(({ id }) => id)).not.toContain(herChannel)
  },
  getChannelAddress: (charlie) => channels.getChannelAddress(charlie, herChannel),
  setChannelRouting: (charlie) => channels.setChannelRouting(charlie, herChannel, { severityFloor: 'critical' }),
  replaceChannelAddress: (charlie) => channels.replaceChannelAddress(charlie, herChannel, 'v1.k.i.c'),
  findExternalRef: (charlie) => notifications.findExternalRef(charlie, herChannel, alices),
  replayNotification: async (charlie) => {
    expect(await notifications.replayNotification(charlie, herMessage)).toBe(false)
  },
  findSourceId: (charlie) => deliveries.findSourceId(charlie, { deliveryId: herDelivery, analysisId: alices }),
  markChannelBroken: (charlie) => channels.markChannelBroken(charlie, herChannel, 'gone'),
  mendChannel: (charlie) => channels.mendChannel(charlie, herChannel),
  disableChannel: (charlie) => channels.disableChannel(charlie, herChannel),
  deleteChannel: (charlie) => channels.deleteChannel(charlie, herChannel),
  acceptDelivery: async (charlie) => {
    const taken = await accepted.acceptDelivery(charlie, { ...newDelivery(herSource), deliveryKey: 'c'.repeat(64) }, 60)
    expect(taken.outcome).toBe('stale')
  },
  moveDelivery: async (charlie) =>
    void expect(await states.moveDelivery(charlie, herDelivery, ['received'], 'failed')).toBe(false),
  holdDelivery: async (charlie) =>
    void expect(await states.holdDelivery(charlie, herDelivery, { sealedRecovery: 'v1.k.i.b', leaseSeconds: 1 })).toBe(
      false,
    ),
  renewDeliveries: (charlie) => states.renewDeliveries(charlie, [herDelivery], -100),
  settleDelivery: (charlie) => states.settleDelivery(charlie, herDelivery),
  markDeliveryRecovered: async (charlie) =>
    void expect(await states.markDeliveryRecovered(charlie, herDelivery)).toBe(false),
  // For the sweep only, which hands each to a worker of its own tenant. Hers is held.
  claimInterruptedDeliveries: () => states.claimInterruptedDeliveries(10, 60),
  renewQueuedDeliveries: () => states.renewQueuedDeliveries([herDelivery], 60),
  markGroupAnalyzed: (charlie) => groups.markGroupAnalyzed(charlie, herDelivery, alices),
  listChangedGroups: async () => void expect(await groups.listChangedGroups(0, 10)).toEqual([]),
  findGroup: async (charlie) => void expect(await groups.findGroup(charlie, herGroup)).toBeNull(),
  markGroupTold: async (charlie) => {
    const told = { at: null, firing: null, alerts: null, flapping: false }
    const now = { firing: 0, alerts: 0, flapping: true, closed: true }
    expect(await groups.markGroupTold(charlie, { id: herGroup, told }, now)).toBe(false)
  },
  listStormingTenants: async () => void expect(await groups.listStormingTenants(60, 100)).toEqual([]),
  touchStorm: (charlie) => groups.touchStorm(charlie, 60),
  findStorm: async (charlie) => void expect((await groups.findStorm(charlie))?.alerts ?? 0).toBe(0),
  markStormTold: (charlie) => groups.markStormTold(charlie, herGroup),
  closeStorm: (charlie) => groups.closeStorm(charlie, herGroup),
  createNotice: (charlie) =>
    refused(
      notices.createNotice(charlie, {
        analysisId: alices,
        detail: { kind: 'storm', alerts: 1, groups: 1, minutes: 1 },
      }),
    ),
  findNotice: async (charlie) => void expect(await notices.findNotice(charlie, herNotice)).toBeNull(),
  addToLedger: (charlie) => ledger.addToLedger(charlie, herSource, { mismatch: 7 }),
  listLedger: async (charlie) => {
    expect(await ledger.listLedger(charlie)).toEqual([])
    expect(await ledger.listLedger(cast.acme)).toMatchObject([{ accepted: 1, mismatch: 0 }])
  },
  getDelivery: (charlie) => deliveries.getDelivery(charlie, herDelivery),
  listDeliveries: async (charlie) => [
    await deliveries.listDeliveries(charlie),
    await deliveries.listDeliveries(charlie, { sourceId: herSource }),
  ],
  listLastDeliveries: (charlie) => deliveries.listLastDeliveries(charlie),
  interruptLostDeliveries: () => states.interruptLostDeliveries(),
  createNotifications: (charlie) =>
    refused(notifications.createNotifications(charlie, message(herChannel, herDelivery))),
  claimNotification: (charlie) => notifications.claimNotification(charlie, herMessage, 60),
  beginNotification: async (charlie) =>
    void expect(await notifications.beginNotification(charlie, { id: herMessage, attempts: 0 })).toBe(false),
  failLostNotifications: () => notifications.failLostNotifications(),
  findClaimedNotification: (charlie) => notifications.findClaimedNotification(charlie, herMessage),
  finishNotification: (charlie) =>
    notifications.finishNotification(charlie, { id: herMessage, attempts: 0 }, { state: 'delivered', status: 200 }),
  listNotifications: (charlie) => notifications.listNotifications(charlie, { analysisId: alices }),
  // For the sweep only: it hands each row to the worker of that row's own tenant. None is due while hers is taken.
  claimDueNotifications: async () => {
    await notifications.claimNotification(cast.acme, herMessage, 60)
    return notifications.claimDueNotifications(10, 60)
  },
  findModelPolicy: (charlie) => modelPolicies.findModelPolicy(charlie),
  findSealedModelKey: (charlie) => modelPolicies.findSealedModelKey(charlie),
  saveModelPolicy: (charlie) => modelPolicies.saveModelPolicy(charlie, { ...POLICY, baseUrl: null }),
  saveModelKey: (charlie) => modelPolicies.saveModelKey(charlie, 'v1.k.i.c'),
  getModelUsage: (charlie) => modelUsage.getModelUsage(charlie),
  reserveModelUsage: async (charlie) => {
    await modelPolicies.saveModelPolicy(charlie, { ...POLICY, baseUrl: null, monthlyTokens: 10 })
    // Hers is held to the limit, and his own limit is what counts.
    expect(await modelUsage.reserveModelUsage(charlie, WANTED)).toBe('over_budget')
  },
  settleModelUsage: async (charlie) => {
    expect(await modelUsage.settleModelUsage(charlie, herReservation, { ...WANTED.most, requests: 1 })).toBe(false)
  },
  getTenant: (charlie) => tenants.getTenant(charlie),
  updateTenant: (charlie) => tenants.updateTenant(charlie, { name: 'Other Ltd' }),
  listWorkspaces: () => tenants.listWorkspaces(cast.charlie.id),
  createWorkspace: () => tenants.createWorkspace({ userId: cast.charlie.id, name: 'Acme', slug: 'acme' }),
}

/** Of lib/data: what takes no tenant, and why. Every other file is a noun whose functions are all tried here. */
const WITHOUT_TENANT = {
  'consents.ts': 'of people; tested in telemetry.test.ts',
  'sessions.ts': "the door's, tested in door.test.ts",
  'sign-in-links.ts': "the door's, tested in door.test.ts",
  'users.ts': "the door's, tested in door.test.ts",
  'passkeys.ts': "the door's, tested in passkeys.test.ts",
  'passkey-key.ts': 'holds no data',
  'staff.ts': 'of the operator, tested in staff.test.ts',
  'breaches.ts': 'of the operator, tested in breaches.test.ts',
  'agreements.ts': 'from buyers without an account, tested in agreements.test.ts',
  'notices.ts': 'of the operator and of signers, tested in notices.test.ts',
  'requests.ts': 'from people without an account, worked on by staff; tested in requests.test.ts',
  'advisories.ts': 'of the operator, tested in requests.test.ts',
  'subscribers.ts': 'people without an account, tested in notices.test.ts',
  'questionnaires.ts': 'of the operator, tested in questionnaires.test.ts',
  'disclosures.ts': 'from people without an account; the door writes it and nobody who is served reads it',
  'unscoped.ts': 'makes the tenant',
  'ready.ts': 'holds no data',
  'analysis-rows.ts': 'holds no data',
  'analysis-terms.ts': 'holds no data',
  'feedback-links.ts': 'holds no data; its signature is what tells the tenant, tested in feedback-links.test.ts',
  'json.ts': 'holds no data',
  'page.ts': 'holds no data',
  'prisma.ts': 'holds no data',
  'unit-client.ts': 'holds no data; it is how prisma.ts begins a unit of work',
  'uuid.ts': 'holds no data',
}

describe('Charlie, the outsider,', () => {
  it('tries every function that takes a tenant', async () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    const nouns = files.filter((file) => !(file in WITHOUT_TENANT))
    expect(files.length - nouns.length).toBe(Object.keys(WITHOUT_TENANT).length)
    const rooms = await Promise.all(nouns.map((file): Promise<object> => import(join(import.meta.dirname, file))))
    const offered = rooms.flatMap((room) =>
      Object.entries(room).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
    )
    expect(Object.keys(attempts).sort()).toEqual(offered.sort())
  })

  it.each(Object.keys(attempts))('gets nothing of Alice by %s', async (name) => {
    const answer = await attempts[name]?.(cast.other).catch((error: unknown) => {
      expect(error).toHaveProperty('status')
      return String(error)
    })
    const said = JSON.stringify(answer ?? null)
    for (const hers of [MARKERS.acme, cast.acme, cast.alice.email, cast.bob.email]) expect(said).not.toContain(hers)
    if (name !== 'createAnalysis') expect(said).not.toContain(alices)
  })

  it('gets the same answer for her id, for no id and for nonsense', async () => {
    const answers = await Promise.all(
      [alices, '00000000-0000-7000-8000-000000000000', "1' or '1'='1", ''].map((id) =>
        analyses
          .getAnalysis(cast.other, id)
          .catch((error: unknown) => (error instanceof NotFound ? error.message : '?')),
      ),
    )
    expect(new Set(answers).size).toBe(1)
  })

  it('has taken nothing away: what was hers is there', async () => {
    expect(await feedback.listFeedback(cast.acme, alices)).toHaveLength(1)
    expect((await analyses.listAnalyses(cast.acme)).items).toHaveLength(3)
    expect((await analyses.getAnalysis(cast.acme, alices)).analysis.title).toContain(MARKERS.acme)
    expect((await redactionValues.listRedactionValues(cast.acme)).map(({ id }) => id)).toEqual([herValues])
    expect((await tenants.getTenant(cast.acme)).name).toBe('Acme')
    expect(await memberships.listMembers(cast.acme)).toHaveLength(2)
    expect(await sources.getSource(cast.acme, herSource)).toMatchObject({ disabledAt: null, hasToken: false })
    expect((await sources.findEndpoint(herSource))?.sealedSecret).toBe('v1.k.i.b')
    expect((await apiKeys.listApiKeys(cast.acme)).map(({ id }) => id)).toEqual([herKey])
    expect(await apiRequests.claimRequest(cast.acme, herKey, REQUEST)).toMatchObject({ first: false, analysisId: null })
    expect(await channels.listWorkingChannels(cast.acme)).toMatchObject([{ id: herChannel, routing: {} }])
    expect(await modelPolicies.findModelPolicy(cast.acme)).toMatchObject({ mode: 'fast', ownKey: true })
    expect(await modelPolicies.findSealedModelKey(cast.acme)).toBe('v1.k.i.b')
    expect(await modelUsage.getModelUsage(cast.acme)).toMatchObject({ tokens: 0, microUsd: 0 })
    expect(await modelUsage.settleModelUsage(cast.acme, herReservation, { ...WANTED.most, requests: 1 })).toBe(true)
    expect((await deliveries.listDeliveries(cast.acme)).items).toMatchObject([{ id: herDelivery, state: 'received' }])
    expect((await notifications.listNotifications(cast.acme)).items).toMatchObject([{ state: 'sending', attempts: 1 }])
  })
})

describe('what skips the tenant', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = ['app', 'components', 'lib', 'cli', 'prisma'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|generated/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
  )
  const users = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  it('has one file for the door and one for the brand', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(users(/\bdoorClient\(/).sort()).toEqual(['lib/data/prisma.ts', 'lib/data/unscoped.ts'])
    expect(users(/\bas (unknown as )?TenantId\b/)).toEqual(['lib/data/unscoped.ts'])
  })

  it('is called by the files of people, links, sessions, workspaces, endpoints and of work that outlives its process', () => {
    const allowed = [
      ...[
        'advisories',
        'agreements',
        'alert-groups',
        'api-keys',
        'audit-checkpoints',
        'billing-accounts',
        'checkpoint-mails',
        'consents',
        'delivery-states',
        'disclosures',
        'erasure',
        'feedback-links',
        'breaches',
        'invitations',
        'notices',
        'notifications',
        'passkeys',
        'questionnaires',
        'ready',
        'requests',
        'retention',
        'seals',
        'sessions',
        'share-links',
        'sign-in-links',
        'sources',
        'sso-connections',
        'staff',
        'subscribers',
        'tenants',
        'unscoped',
        'users',
      ],
    ]
    expect(users(/\bunscoped\w+[<(]/).sort()).toEqual(allowed.map((noun) => `lib/data/${noun}.ts`).sort())
  })
})
