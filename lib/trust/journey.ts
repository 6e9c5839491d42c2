/** A journey of log text: at each step what exists, where, and for how long. Drawn and tabled from the same data. */

/** What lies at a step, as a small picture. */
export type Sheet = 'raw' | 'redacted' | 'reading' | 'analysis' | 'gone' | 'message'

export interface JourneyStep {
  id: string
  title: string
  /** What exists here, short enough for the drawing. */
  short: string
  /** The same in full, for the table. */
  exists: string
  howLong: string
  /** Index of the zone. */
  zone: number
  /** Row in the wide drawing, from 0. */
  row: number
  /** Index of the step it follows; the one before unless said otherwise. */
  from?: number
  sheet: Sheet
  /** Ids of the claims that speak about this step; empty where nothing checks it yet. */
  claims: readonly string[]
}

export interface Journey {
  id: string
  title: string
  /** Planned journeys are drawn dashed and say so. */
  planned: boolean
  /** The whole in one or two sentences, for who does not see the drawing. */
  summary: string
  zones: readonly [string, string, string]
  /** What stands in a zone above its first step. */
  before: readonly [string, string, string]
  steps: readonly JourneyStep[]
}
