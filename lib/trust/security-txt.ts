import type { Company } from './company.ts'

const DAY_MS = 86_400_000
/** RFC 9116 §2.5.5 recommends less than a year. */
const VALID_DAYS = 180

export interface SecurityTxtInput {
  company: Company
  /** Origin of this server, without a slash at its end. */
  url: string
  now: Date
}

/**
 * security.txt (RFC 9116). Where the operator has named no contact, the disclosure page stands in: the field is
 * mandatory, and that page says how to reach whoever runs this server.
 */
export function securityTxt({ company, url, now }: SecurityTxtInput): string {
  const disclosure = `${url}/disclosure`
  const expires = new Date(now.getTime() + VALID_DAYS * DAY_MS)
  expires.setUTCHours(0, 0, 0, 0)
  return [
    `Contact: ${company.contacts.security === null ? disclosure : contactUri(company.contacts.security)}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${company.languages.join(', ')}`,
    `Canonical: ${url}/.well-known/security.txt`,
    `Policy: ${disclosure}`,
    '',
  ].join('\n')
}

/** An e-mail address as a `mailto:` link; an https URL as it is. */
export function contactUri(contact: string): string {
  return contact.startsWith('https://') ? contact : `mailto:${contact}`
}
