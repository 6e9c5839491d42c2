import { defineCompany } from './lib/trust/company.ts'

/**
 * The facts of whoever runs this server: change them before you open it to others. `null` is shown as "set by the
 * operator". Response times are promises to the people who write to you; keep only what you can keep.
 */
export const company = defineCompany({
  setByOperator: false,
  name: null,
  address: null,
  contacts: { security: null, privacy: null, general: null },
  responseTimes: {
    disclosureAcknowledgedHours: 24,
    criticalFixAimHours: 72,
    /** After which a reporter may publish without us. */
    publishDays: 90,
    privacyDays: 30,
    /** Until somebody answers who asks for a review of their own. */
    reviewDays: 10,
    /** From knowing of an incident with customers' data to telling those customers. */
    incidentNoticeHours: 72,
    /** Before a new subprocessor sees data. */
    subprocessorNoticeDays: 30,
  },
  regions: [],
  /** Whoever hosts the server, sends its mail, or sees its data otherwise. What the code itself can reach is known. */
  subprocessors: [],
  roadmap: [
    { framework: 'SOC 2 Type II', state: 'not_pursued', note: 'No report is held.', until: null },
    { framework: 'ISO/IEC 27001', state: 'not_pursued', note: 'No certificate is held.', until: null },
    {
      framework: 'GDPR',
      state: 'aligned',
      note: 'Inventory, export, erasure and retention are built; see the claims. Nobody outside has assessed it.',
      until: null,
    },
    { framework: 'HIPAA', state: 'not_pursued', note: 'No business associate agreement is offered.', until: null },
    { framework: 'Penetration test', state: 'not_pursued', note: 'None has been made of this build.', until: null },
    {
      framework: 'NIST SP 800-53 Rev. 5',
      state: 'aligned',
      note: 'Claims name the controls that they speak to. That is no assessment.',
      until: null,
    },
    {
      framework: 'NIST SP 800-207 (zero trust)',
      state: 'aligned',
      note: 'Every request proves who asks; the network is trusted nowhere. Not assessed.',
      until: null,
    },
    {
      framework: 'OWASP ASVS 5.0.0',
      state: 'aligned',
      note: 'Claims name the requirements that they speak to; not all of level 2 is covered.',
      until: null,
    },
    {
      framework: 'CSA CCM 4 and CAIQ',
      state: 'aligned',
      note: 'Claims name the controls; no entry in the registry.',
      until: null,
    },
    {
      framework: 'CIS Controls',
      state: 'not_pursued',
      note: 'They speak of a whole organisation; the software covers a part.',
      until: null,
    },
    { framework: 'FedRAMP', state: 'not_pursued', note: 'No authorization is held.', until: null },
    { framework: 'CMMC', state: 'not_pursued', note: 'No certification is held.', until: null },
  ],
  /** Statements about claims that no check can show, each by a named person, until a date. */
  attestations: [],
  statusPage: null,
  thanks: [],
  languages: ['en'],
})
