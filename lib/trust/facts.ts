import type { Company } from './company.ts'

/** Facts of the operator that notes may name. Null is shown as "set by the operator". */
export type Facts = Readonly<Record<string, string | null>>

export function factsOf(company: Company): Facts {
  const { contacts, responseTimes: times, regions } = company
  const hours = (count: number) => `${count} hours`
  const days = (count: number) => `${count} days`
  return {
    operator: company.name,
    address: company.address,
    regions: regions.length > 0 ? regions.join(', ') : null,
    security: contacts.security,
    privacy: contacts.privacy,
    general: contacts.general,
    statusPage: company.statusPage,
    acknowledged: hours(times.disclosureAcknowledgedHours),
    criticalFix: hours(times.criticalFixAimHours),
    publish: days(times.publishDays),
    privacyAnswer: days(times.privacyDays),
    review: days(times.reviewDays),
    incidentNotice: hours(times.incidentNoticeHours),
    subprocessorNotice: days(times.subprocessorNoticeDays),
  }
}
