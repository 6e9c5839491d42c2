import { z } from 'zod'
import * as data from '../data/advisories.ts'
import { getRequest } from '../data/requests.ts'
import { Conflict, Invalid } from '../errors.ts'
import { log } from '../log.ts'
import { paragraphs } from '../plain-text.ts'
import type { Staff } from '../staff/session.ts'
import { advisorySchema } from './advisory-text.ts'
import { openPart, sealPart } from './sealing.ts'

/**
 * From an accepted report to what everybody may read. It is published as it was last shown, once, and never changed.
 *
 *   saveDraft(staff, request, given)
 *   publish(staff, request, given)      its number; Conflict where somebody changed it meanwhile, or nobody else has read it
 *   correct(staff, request, given)      added below
 *   publishedAdvisories()               null while the database does not answer
 */

const revision = z.int().min(0).max(1_000_000)
export const draftSchema = z.strictObject({ revision, text: advisorySchema })
export const publishSchema = z.strictObject({ revision: revision.min(1), alone: z.boolean() })
export const correctSchema = z.strictObject({ words: paragraphs(4_000) })

export async function saveDraft(
  { staffId }: Staff,
  id: string,
  { revision, text }: z.infer<typeof draftSchema>,
  now = new Date(),
): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  for (const path of ['reportedOn', 'fixedOn'] as const)
    if (text[path] > today) throw new Invalid([{ path: `text.${path}`, message: 'This lies ahead.' }])
  if (!(await data.saveAdvisory(staffId, id, { revision, sealed: sealPart('advisory', text) })))
    throw new Conflict({
      happened: 'The draft was changed or published by somebody else meanwhile, or the report is not accepted.',
      todo: 'Load the page again.',
    })
}

export async function publish(
  { staffId }: Staff,
  id: string,
  { revision, alone }: z.infer<typeof publishSchema>,
): Promise<string> {
  const { advisory } = await getRequest(staffId, id)
  if (advisory?.sealed == null) throw new Conflict({ happened: 'There is no draft to publish.' })
  const content = openPart('advisory', advisory.sealed)
  const number = await data.publishAdvisory(staffId, id, { revision, content, alone })
  if (number !== null) return number
  throw new Conflict(
    advisory.revision === revision
      ? {
          happened: 'You changed it last, and nobody else has read it.',
          todo: 'Let a colleague publish it, or say that you do it alone.',
        }
      : { happened: 'It was changed by somebody else meanwhile.', todo: 'Load the page again and read it.' },
  )
}

export async function correct({ staffId }: Staff, id: string, { words }: z.infer<typeof correctSchema>): Promise<void> {
  if (!(await data.correctAdvisory(staffId, id, words)))
    throw new Conflict({ happened: 'There is no published advisory here.' })
}

/** The newest first. */
export async function publishedAdvisories(): Promise<data.PublishedAdvisory[] | null> {
  try {
    return await data.listAdvisories()
  } catch (error) {
    log.warn('advisories not read', { error: error instanceof Error ? error.name : typeof error })
    return null
  }
}
