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
  responseTimes: { disclosureAcknowledgedHours: 24, criticalFixAimHours: 72, privacyDays: 30 },
  regions: [],
  subprocessors: [],
  roadmap: [
    { framework: 'SOC 2 Type II', state: 'not_pursued', note: 'No report is held.', until: null },
    { framework: 'ISO/IEC 27001', state: 'not_pursued', note: 'No certificate is held.', until: null },
    { framework: 'HIPAA', state: 'not_pursued', note: 'No business associate agreement is offered.', until: null },
  ],
  languages: ['en'],
})
