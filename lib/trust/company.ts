import { z } from 'zod'

/** The facts of whoever runs this server. Nothing in them is checked by the software: pages show them as stated by the operator. */

const text = z.string().min(1).max(500)
const contact = z.union([z.email(), z.url({ protocol: /^https$/ })])

const subprocessorSchema = z.object({
  name: text,
  purpose: text,
  /** What it can see. */
  data: text,
  region: text,
  /** When it is used at all. */
  when: text,
})

export const ROADMAP_STATES = ['held', 'aligned', 'in_progress', 'planned', 'not_pursued'] as const

const roadmapSchema = z
  .object({
    framework: text,
    state: z.enum(ROADMAP_STATES),
    /** For `held`: where the report can be asked for. For `planned`: the aim. */
    note: text,
    /** Needed by `held` (end of validity) and `planned` (aim). */
    until: z.iso.date().nullable(),
  })
  .refine((entry) => !['held', 'planned'].includes(entry.state) || entry.until !== null, {
    error: 'what is held or planned needs a date',
  })

/** What a person states for the operator about a claim that no check can show. */
const attestationSchema = z.object({
  claim: z.string().regex(/^[A-Z]{2,8}-\d{2}$/),
  by: text,
  on: z.iso.date(),
  until: z.iso.date(),
  /** What it rests on: a contract, a report. */
  basis: text,
})

export const companySchema = z.object({
  /** False until the operator has filled this in; pages then say "set by the operator". */
  setByOperator: z.boolean(),
  name: text.nullable(),
  address: text.nullable(),
  contacts: z.object({
    /** Reports of weaknesses; stands in security.txt. E-mail or https URL. */
    security: contact.nullable(),
    privacy: contact.nullable(),
    general: contact.nullable(),
  }),
  responseTimes: z.object({
    disclosureAcknowledgedHours: z.int().min(1).max(168),
    criticalFixAimHours: z.int().min(1).max(720),
    publishDays: z.int().min(30).max(180),
    privacyDays: z.int().min(1).max(30),
    reviewDays: z.int().min(1).max(60),
    incidentNoticeHours: z.int().min(1).max(72),
    subprocessorNoticeDays: z.int().min(1).max(90),
  }),
  regions: z.array(text),
  subprocessors: z.array(subprocessorSchema),
  roadmap: z.array(roadmapSchema),
  attestations: z.array(attestationSchema),
  /** An https page of another host that says whether this server is up; ours goes down with it. */
  statusPage: z.url({ protocol: /^https$/ }).nullable(),
  /** People who reported a weakness and want to be named. */
  thanks: z.array(z.object({ name: text, on: z.iso.date(), what: text })),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
})

export type Company = z.infer<typeof companySchema>
export type Subprocessor = z.infer<typeof subprocessorSchema>
export type Attestation = z.infer<typeof attestationSchema>
export type RoadmapEntry = z.infer<typeof roadmapSchema>

/** Checks the facts where they are read first, which is when Next collects the pages: a wrong file ends the build. */
export function defineCompany(facts: Company): Company {
  return companySchema.parse(facts)
}
