import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { company } from '#trust.config'
import { hashToken, makeToken, tokenSchema } from '../auth/token.ts'
import * as data from '../data/agreements.ts'
import { listAgreementNotices, type ToldNotice } from '../data/notices.ts'
import { normalizeEmail } from '../data/users.ts'
import { env } from '../env.ts'
import { Conflict, NotFound, Unavailable } from '../errors.ts'
import { sendMail } from '../mail.ts'
import { addressOf } from '../rate-limits.ts'
import { publishedClaims } from '../trust/published-claims.ts'
import { certified } from './certify.ts'
import { currentText } from './current-text.ts'
import { documentPdf } from './document-pdf.tsx'
import { documentHash, dpaDocument, type Measure, measuresInTheWay, measuresOf, type Party } from './dpa-document.ts'
import { CONSENT, DPA_VERSION } from './dpa-text.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import { type Fields, sealOf, sha256 } from './record.ts'

/**
 * From reading to a certificate. A link by mail shows that the mailbox is the signer's; what is signed is what the link showed, to
 * the byte; nothing is countersigned while a measure of annex II fails or was not shown.
 *
 *   begin(given)                    mails the link; Conflict while it cannot be signed
 *   open(token)                     draft or signed, for the page; null for a link of no use
 *   sign(token, given, request)     Conflict where the text has changed since it was read, or while it cannot be signed
 *   file(token, name)               the two PDFs and the record
 */

export const LINK_DAYS = 7
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform((text) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
    .refine((text) => text !== '')

export const beginSchema = z.strictObject({
  ...{ company: line(200), address: line(400), country: line(80), signerName: line(120), signerTitle: line(120) },
  email: z.email().max(254),
})
export const signSchema = z.strictObject({
  token: tokenSchema,
  /** Of the document that the page showed. */
  documentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The two ticks. */
  read: z.literal(true),
  authority: z.literal(true),
})
export const fileSchema = z.strictObject({ token: tokenSchema, file: z.enum(data.AGREEMENT_FILES) })

export async function begin(given: z.infer<typeof beginSchema>, now = new Date()): Promise<void> {
  const { email: address, ...party } = given
  const email = normalizeEmail(address)
  const { document } = await current(party)
  const [id, secret] = [randomUUID(), makeToken()]
  const begun = await data.beginAgreement({
    ...{ id, email, party, document, version: DPA_VERSION, tokenHash: hashToken(secret) },
    ...{ documentSha256: documentHash(document), expiresAt: new Date(now.getTime() + LINK_DAYS * 86_400_000) },
  })
  if (!begun)
    throw new Unavailable({
      happened: 'Too many agreements wait to be signed, for this address or for all.',
      kept: 'Nothing was stored.',
      todo: 'Use a link that was sent before, or try again tomorrow.',
    })
  await sendMail(linkMail(email, secret)).catch((error: unknown) => {
    throw new Unavailable(
      {
        happened: 'The mail with the link could not be sent.',
        kept: 'Nothing was signed.',
        todo: 'Try again in a moment.',
      },
      error,
    )
  })
}

export type OpenAgreement =
  | { kind: 'draft'; read: ReadDocument; email: string; inTheWay: Measure[]; offered: boolean }
  | SignedAgreement

export interface SignedAgreement {
  kind: 'signed'
  read: ReadDocument
  fields: Fields
  seal: string
  superseded: boolean
  /** Version of the clauses of today where they are others than the signed ones; null too for one that is superseded. */
  newer: string | null
  told: ToldNotice[]
}

export async function open(secret: string): Promise<OpenAgreement | null> {
  const found = tokenSchema.safeParse(secret).success ? await data.findAgreement(hashToken(secret)) : null
  if (!found) return null
  if (found.signedAt !== null) {
    await certified(hashToken(secret), found)
    return signedAgreement(found, await listAgreementNotices(hashToken(secret)))
  }
  const countersigner = await data.findCountersigner()
  const claims = await publishedClaims()
  const inTheWay = measuresInTheWay(measuresOf(claims, company))
  if (!countersigner)
    return { kind: 'draft', read: readDocument(found.document), email: found.email, inTheWay, offered: false }
  // What a draft says of measures is what is true when it is read, not when its link was sent.
  const document = dpaDocument({ party: found.party, countersigner, company, claims })
  const documentSha256 = documentHash(document)
  if (documentSha256 !== found.documentSha256)
    await data.replaceDraft(hashToken(secret), { version: DPA_VERSION, document, documentSha256 })
  return { kind: 'draft', read: readDocument(document), email: found.email, inTheWay, offered: true }
}

function signedAgreement(
  { document, fields, seal, supersededAt }: data.Agreement,
  told: ToldNotice[],
): SignedAgreement {
  const [today, superseded] = [currentText(), supersededAt !== null]
  const newer = superseded || sha256(document.text) === today.sha256 ? null : today.version
  return {
    ...{ kind: 'signed', read: readDocument(document), fields: fields ?? {}, seal: seal ?? '' },
    ...{ superseded, newer, told },
  }
}

export async function sign(given: z.infer<typeof signSchema>, request: Request, now = new Date()): Promise<void> {
  const tokenHash = hashToken(given.token)
  const draft = await data.findAgreement(tokenHash)
  if (!draft) throw new NotFound('agreement')
  if (draft.signedAt !== null) return
  const { document, countersigner } = await current(draft.party)
  const documentSha256 = documentHash(document)
  if (documentSha256 !== given.documentSha256 || documentSha256 !== draft.documentSha256) throw new Conflict(CHANGED)
  const pdf = await documentPdf(readDocument(document), now)
  const { address: providerAddress, company: provider, name, title, authorisedAt } = countersigner
  const { address: companyAddress, ...party } = draft.party
  const at = now.toISOString()
  const fields: Fields = {
    ...{ id: draft.id, kind: 'dpa', version: draft.version, documentPdfSha256: sha256(pdf) },
    ...{ textSha256: sha256(document.text), annex1Sha256: sha256(document.annex1) },
    ...{ annex2Sha256: sha256(document.annex2), annex3Sha256: sha256(document.annex3) },
    ...{
      ...party,
      companyAddress,
      signerEmail: draft.email,
      address: addressOf(request).slice(0, 60),
      agent: agentOf(request),
    },
    ...{ consent: CONSENT, linkSentAt: draft.createdAt.toISOString(), signedAt: at, provider, providerAddress },
    ...{
      countersignerName: name,
      countersignerTitle: title,
      authorisedAt: authorisedAt.toISOString(),
      countersignedAt: at,
    },
  }
  const anchor = await data.signAgreement(tokenHash, { documentSha256, fields, seal: sealOf(fields), documentPdf: pdf })
  if (!anchor) throw new Conflict(CHANGED)
  const signed = await data.findAgreement(tokenHash)
  if (signed) await certified(tokenHash, signed)
  await tell(draft.email, given.token)
}

export async function file({ token: secret, file: name }: z.infer<typeof fileSchema>): Promise<Uint8Array> {
  return data.readAgreementFile(hashToken(secret), name)
}

/** The document as it would be signed now. Throws Conflict while it cannot be. */
async function current(party: Party) {
  const [countersigner, claims] = [await data.findCountersigner(), await publishedClaims()]
  if (!countersigner) throw new Conflict(NOT_OFFERED)
  const inTheWay = measuresInTheWay(measuresOf(claims, company))
  if (inTheWay.length > 0) throw new Conflict(inTheWayParts(inTheWay))
  return { document: dpaDocument({ party, countersigner, company, claims }), countersigner }
}

const NOT_OFFERED = {
  happened: 'Nobody has been authorised to sign for the operator of this server.',
  todo: 'Write to the address on the page of contacts.',
}
const CHANGED = {
  happened: 'The text, or the state of a measure, has changed since you read it.',
  todo: 'Reload the page and read it again.',
}

function inTheWayParts(measures: readonly Measure[]) {
  const named = measures.slice(0, 8).map(({ id, state }) => `${id} (${state.replace('_', ' ')})`)
  const more = measures.length > 8 ? ` and ${measures.length - 8} more` : ''
  return {
    happened: `Annex II holds measures that fail or were not shown: ${named.join(', ')}${more}.`,
    kept: 'Nothing was signed and nothing was stored.',
    todo: 'Try again when they are verified, or write to the address on the page of contacts.',
  }
}

/** Printable ASCII and no more of it than tells what it was. */
const agentOf = (request: Request): string =>
  (request.headers.get('user-agent') ?? 'not stated').replace(/[^ -~]/g, '?').slice(0, 300)

function linkMail(to: string, secret: string) {
  return {
    to,
    subject: 'Your data processing agreement with Lethe, to read and sign',
    paragraphs: [
      `Somebody, probably you, asked for this at ${env().url}/dpa. Read the agreement and sign it here:`,
      `${env().url}/dpa/${secret}`,
      `The link is yours alone: whoever has it can sign in your name. It works for ${LINK_DAYS} days; after signing it leads to the certificate. If you did not ask for it, delete this mail and nothing happens.`,
    ],
  }
}

/** The signature stands, whether or not this mail arrives. */
async function tell(to: string, secret: string): Promise<void> {
  const paragraphs = [
    'You signed the data processing agreement with Lethe, and it was countersigned. Agreement, certificate and record are here:',
    `${env().url}/dpa/${secret}`,
    'Keep the record: with it anybody can check the signature without this server. If it was not you, answer at once.',
  ]
  await sendMail({ to, subject: 'Your data processing agreement with Lethe is signed', paragraphs }).catch(
    () => undefined,
  )
}
