import { NotFound } from '../errors.ts'
import { unscopedCall } from './unscoped.ts'

/**
 * What a person has agreed to, and taken back: rows are added and never changed.
 *
 *   recordConsent(userId, { purpose, granted, textVersion })   NotFound where there is no such person
 *   listConsents(userId)                                       newest first
 */

export interface Consent {
  purpose: 'telemetry'
  granted: boolean
  /** Date of the text that was read: 2026-11-30. */
  textVersion: string
  at: Date
}

export async function recordConsent(userId: string, consent: Omit<Consent, 'at'>): Promise<void> {
  const { purpose, granted, textVersion } = consent
  const made = await unscopedCall('record_consent', userId, purpose, String(granted), textVersion)
  if (made.length === 0) throw new NotFound('person')
}

export async function listConsents(userId: string): Promise<Consent[]> {
  const rows = await unscopedCall<Omit<Consent, 'textVersion'> & { text_version: string }>('list_consents', userId)
  return rows.map(({ text_version, ...row }) => ({ ...row, textVersion: text_version }))
}
