import { listPublicNotices, type PublicNotice } from '../data/notices.ts'
import { log } from '../log.ts'
import { publishedAdvisories } from '../requests/advisory.ts'
import { advisoryWords } from '../requests/advisory-text.ts'
import { type Change, changesOf } from './changes.ts'
import { published } from './published-claims.ts'

/** The changes as this server knows them now, announcements among them. */
export async function currentChanges(): Promise<Change[]> {
  const { evidence } = await published()
  return changesOf(evidence.kind === 'records' ? evidence.records : [], [...(await announced()), ...(await advised())])
}

/** While the database does not answer, the rest is shown without them. */
async function announced(): Promise<Change[]> {
  try {
    return (await listPublicNotices()).map(changeOf)
  } catch (error) {
    log.warn('announcements not read', { error: error instanceof Error ? error.name : typeof error })
    return []
  }
}

async function advised(): Promise<Change[]> {
  return ((await publishedAdvisories()) ?? []).map(({ number, publishedAt, ...text }) => ({
    ...{ id: `advisory-${number}`, at: publishedAt.toISOString(), title: `${number}: ${text.title}` },
    text: [advisoryWords(text), ...text.corrections.map(({ words }) => `Correction: ${words}`)].join('\n\n'),
  }))
}

function changeOf({ id, subject, words, facts, effectiveOn, sentAt }: PublicNotice): Change {
  const effect = effectiveOn === null ? '' : `It takes effect on ${effectiveOn}, 00:00 UTC.`
  const text = [words, facts, effect].filter((part) => part !== '').join('\n\n')
  return { id: `notice-${id}`, at: sentAt.toISOString(), title: subject, text }
}
