import { describe, expect, test } from 'vitest'
import { company } from '../../trust.config.ts'
import { defineCompany } from './company.ts'
import { securityTxt } from './security-txt.ts'

const NOW = new Date('2026-11-21T12:34:56Z')
const DAY_MS = 86_400_000

function fields(text: string): Map<string, string> {
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
}

describe('security.txt', () => {
  test('expires in more than 30 days and less than a year', () => {
    const expires = fields(securityTxt({ company, url: 'https://lethe.example', now: NOW })).get('Expires') ?? ''
    const days = (Date.parse(expires) - NOW.getTime()) / DAY_MS
    expect(expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(days).toBeGreaterThan(30)
    expect(days).toBeLessThan(365)
  })

  test('names the disclosure page where the operator has set no contact', () => {
    const unset = { ...company, contacts: { ...company.contacts, security: null } }
    const text = fields(securityTxt({ company: unset, url: 'https://lethe.example', now: NOW }))
    expect(text.get('Contact')).toBe('https://lethe.example/disclosure')
    expect(text.get('Canonical')).toBe('https://lethe.example/.well-known/security.txt')
  })

  test('writes an address as a mailto link and a page as it is', () => {
    const withContact = (security: string) =>
      fields(
        securityTxt({
          company: { ...company, contacts: { ...company.contacts, security } },
          url: 'https://x.example',
          now: NOW,
        }),
      ).get('Contact')
    expect(withContact('security@lethe.example')).toBe('mailto:security@lethe.example')
    expect(withContact('https://lethe.example/report')).toBe('https://lethe.example/report')
  })
})

describe('the facts of the company', () => {
  test('may not claim a certificate without the date on which it ends', () => {
    const held = { framework: 'SOC 2 Type II', state: 'held' as const, note: 'On request.', until: null }
    expect(() => defineCompany({ ...company, roadmap: [held] })).toThrow('needs a date')
  })

  test('refuse a contact that nobody can use', () => {
    expect(() =>
      defineCompany({ ...company, contacts: { ...company.contacts, security: 'http://plain.example' } }),
    ).toThrow()
  })
})
