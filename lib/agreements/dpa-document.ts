import type { ClaimStateKind } from '../trust/claim-state.ts'
import type { ClaimView } from '../trust/claim-view.ts'
import type { Company } from '../trust/company.ts'
import { ATTRIBUTION, DPA_CLAUSES, DPA_TITLE, DPA_VERSION } from './dpa-text.ts'
import { sha256 } from './record.ts'

/** The agreement as it is read and signed: four texts, each with a hash. The same input gives the same bytes. */
export interface AgreementDocument {
  text: string
  annex1: string
  annex2: string
  annex3: string
}

export interface Party {
  company: string
  address: string
  country: string
  signerName: string
  signerTitle: string
}

/** Who signs for the operator: authorised beforehand on the terminal, for the unchanged text alone. */
export interface Countersigner {
  company: string
  address: string
  name: string
  title: string
  authorisedAt: Date
}

export interface Measure {
  id: string
  title: string
  statement: string
  limits: readonly string[]
  state: ClaimStateKind
  detail: string
}

export type Terms = readonly (readonly [string, string])[]

/**
 * Security measures of annex II. A list of its own and not "all that is green": a measure that fails must stand there, and keeps
 * the agreement from being signed. Statements that no check can show are added where the operator has made them.
 */
export const MEASURES: readonly string[] = [
  ...['DATA-01', 'DATA-02', 'DATA-06', 'DATA-10', 'DEL-01', 'DEL-02', 'DEL-03', 'DEL-04', 'DEL-05'],
  ...['AI-02', 'AI-03', 'AI-07', 'ISO-01', 'ISO-02', 'ISO-04', 'ISO-06', 'ISO-07', 'ISO-08'],
  ...['SES-01', 'SES-02', 'SES-04', 'SES-05', 'SES-09', 'SES-11', 'HOOK-01', 'OUT-01', 'OUT-02'],
  ...['AUD-01', 'AUD-02', 'AUD-03', 'KEY-01', 'KEY-02', 'KEY-03', 'BCK-01', 'WEB-02', 'WEB-03', 'SUB-01', 'SUP-01'],
]
const STATED = ['AI-09', 'OPS-01', 'OPS-02']

export function measuresOf(claims: readonly ClaimView[], company: Pick<Company, 'attestations'>): Measure[] {
  const stated = STATED.filter((id) => company.attestations.some(({ claim }) => claim === id))
  return [...MEASURES, ...stated].flatMap((id) =>
    claims
      .filter((claim) => claim.id === id)
      .map(({ title, statement, doesNotShow, state }) => ({
        ...{ id, title, statement, limits: doesNotShow, state: state.kind, detail: state.detail },
      })),
  )
}

const HOLDS: readonly ClaimStateKind[] = ['verified', 'attested']

/** Measures that stand in the way: those that fail, and those that nobody has shown on this build within their time. */
export function measuresInTheWay(measures: readonly Measure[]): Measure[] {
  return measures.filter(({ state }) => !HOLDS.includes(state))
}

export interface DocumentInput {
  party: Party
  countersigner: Countersigner
  company: Company
  claims: readonly ClaimView[]
}

export function dpaDocument({ party, countersigner, company, claims }: DocumentInput): AgreementDocument {
  return {
    text: clausesText(company),
    annex1: JSON.stringify({
      title: 'Annex I: Parties and processing',
      terms: processingTerms(party, countersigner, company),
    }),
    annex2: JSON.stringify({ title: 'Annex II: Security measures', measures: measuresOf(claims, company) }),
    annex3: JSON.stringify({ title: 'Annex III: Subprocessors', subprocessors: company.subprocessors }),
  }
}

/** The first of the four texts: the same for everybody who signs it. */
export function clausesText(company: Pick<Company, 'responseTimes'>): string {
  return JSON.stringify({
    title: DPA_TITLE,
    version: DPA_VERSION,
    clauses: clausesFor(company),
    attribution: ATTRIBUTION,
  })
}

export function clausesFor({ responseTimes }: Pick<Company, 'responseTimes'>) {
  const { subprocessorNoticeDays, incidentNoticeHours } = responseTimes
  const filled = (text: string) =>
    text.replace('{noticeDays}', String(subprocessorNoticeDays)).replace('{breachHours}', String(incidentNoticeHours))
  return DPA_CLAUSES.map(({ title, paragraphs }) => ({ title, paragraphs: paragraphs.map(filled) }))
}

export function processingTerms(party: Party, countersigner: Countersigner, company: Company): Terms {
  return [
    ['Customer', `${party.company}, ${party.address}, ${party.country}`],
    ['Signs for the Customer', `${party.signerName}, ${party.signerTitle}`],
    ['Provider', `${countersigner.company}, ${countersigner.address}`],
    ['Signs for the Provider', `${countersigner.name}, ${countersigner.title}`],
    ['Contact for privacy', company.contacts.privacy ?? 'the address of the Provider'],
    [
      'Subject and purpose',
      'Explaining production incidents from logs, alerts and screenshots that the Customer submits.',
    ],
    [
      'Nature',
      'Redaction and condensing in memory; an analysis by the built-in engine or, where the Customer allows it, a model; storing the analysis; telling it to channels that the Customer set up.',
    ],
    ['Data subjects', 'Members of the Customer’s workspace; people who appear in what the Customer submits.'],
    [
      'Categories of data',
      'Names and e-mail addresses of members; personal data that stands in logs and was not recognised by redaction.',
    ],
    ['Special categories', 'None are meant to be submitted. They are redacted where they are recognised.'],
    ['Frequency', 'Whenever the Customer submits something.'],
    [
      'Duration and erasure',
      'Text that is submitted: for the length of one analysis, in memory. Analyses: until deleted or until the end that the workspace sets. A workspace: at once or after seven days, as asked; finished everywhere within thirty days.',
    ],
    ['Regions', company.regions.length > 0 ? company.regions.join(', ') : 'stated by the Provider on request'],
    [
      'Supervisory authority',
      'That of the Customer’s main establishment in the European Union; without one, the Irish Data Protection Commission.',
    ],
  ]
}

/** What was read and what is signed are the same if this is. */
export function documentHash({ text, annex1, annex2, annex3 }: AgreementDocument): string {
  return sha256([text, annex1, annex2, annex3].map(sha256).join('\n'))
}
