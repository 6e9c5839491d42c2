import { z } from 'zod'
import { type Consent, listConsents, recordConsent } from './data/consents.ts'
import { type Env, env } from './env.ts'
import { Conflict } from './errors.ts'

/**
 * Telemetry is off. It would need three things at once: neither LETHE_DISABLE_TELEMETRY nor DO_NOT_TRACK is set, whoever runs
 * this Lethe has said where reports go, and the person has agreed to the text below. With a gate closed the module that sends
 * is never loaded, and nobody is asked.
 */

/** Date of TELEMETRY_TEXT. Another text is another date: what was agreed to before does not hold for it. */
export const TELEMETRY_TEXT_VERSION = '2026-11-30'
export const TELEMETRY_TEXT =
  'When you analyze a log, one message is sent to whoever runs this Lethe: that an analysis was made, and the version of Lethe. No log, no address, no name, no id.'

export const TELEMETRY_EVENTS = ['analysis_made'] as const
export type TelemetryEvent = (typeof TELEMETRY_EVENTS)[number]

export const consentSchema = z.strictObject({
  granted: z.boolean(),
  /** Of the text that was on the page. */
  textVersion: z.string().max(20),
})

export interface TelemetryState {
  /** Why it is off whatever a person says; null where their word counts. */
  closedBy: 'environment' | 'no_receiver' | null
  granted: boolean
  history: readonly Consent[]
}

export function closedBy(
  { telemetryDisabled, telemetryUrl }: Pick<Env, 'telemetryDisabled' | 'telemetryUrl'> = env(),
): TelemetryState['closedBy'] {
  if (telemetryDisabled) return 'environment'
  return telemetryUrl === null ? 'no_receiver' : null
}

export async function telemetryState(userId: string): Promise<TelemetryState> {
  const history = (await listConsents(userId)).filter(({ purpose }) => purpose === 'telemetry')
  return { closedBy: closedBy(), granted: isGranted(history), history }
}

/** Throws Conflict where another text was read than the present one. */
export async function changeConsent(
  userId: string,
  { granted, textVersion }: z.infer<typeof consentSchema>,
): Promise<TelemetryState> {
  // A withdrawal counts whatever was read.
  if (granted && textVersion !== TELEMETRY_TEXT_VERSION)
    throw new Conflict({ happened: 'The text has changed since this page was loaded.', todo: 'Reload and read it.' })
  await recordConsent(userId, { purpose: 'telemetry', granted, textVersion: TELEMETRY_TEXT_VERSION })
  return telemetryState(userId)
}

/** Never throws, and is never waited for. */
export async function reportEvent(userId: string, event: TelemetryEvent): Promise<void> {
  const { telemetryUrl } = env()
  if (closedBy() !== null || telemetryUrl === null) return
  try {
    if (!isGranted(await listConsents(userId))) return
    const { sendEvent } = await import('./telemetry-sender.ts')
    await sendEvent(telemetryUrl, event)
  } catch {
    // A report that is lost is no matter of the person's.
  }
}

const isGranted = ([newest]: readonly Consent[]): boolean =>
  newest?.granted === true && newest.textVersion === TELEMETRY_TEXT_VERSION
