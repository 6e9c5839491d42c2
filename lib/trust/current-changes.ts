import { type Change, changesOf } from './changes.ts'
import { published } from './published-claims.ts'

/** The changes as this server knows them now. */
export async function currentChanges(): Promise<Change[]> {
  const { evidence } = await published()
  return changesOf(evidence.kind === 'records' ? evidence.records : [])
}
