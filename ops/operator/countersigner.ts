import type pg from 'pg'
import { OpsError } from '../ops-error.ts'

export interface CountersignerGiven {
  name?: string | undefined
  title?: string | undefined
  company?: string | undefined
  address?: string | undefined
  end?: boolean | undefined
}

const LIMITS = { name: 120, title: 120, company: 200, address: 400 } as const

/** Names who signs for the operator, or ends that. Both stand in the log of staff. */
export async function nameCountersigner(client: pg.Client, given: CountersignerGiven): Promise<void> {
  if (given.end) {
    const { rowCount } = await client.query('select id from staff.end_countersigner()')
    if (rowCount !== 1) throw new OpsError('Nobody is authorised to countersign. Nothing was changed.')
    process.stdout.write('Ended: nothing is countersigned any more.\n')
    return
  }
  const [company, address, name, title] = (['company', 'address', 'name', 'title'] as const).map((field) => {
    const text = (given[field] ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
    if (text !== '' && text.length <= LIMITS[field]) return text
    throw new OpsError(`The ${field} is missing or too long. Nothing was changed.`, `Give --${field} "...".`)
  })
  await client.query('select id from staff.authorise_countersigner($1, $2, $3, $4)', [company, address, name, title])
  process.stdout.write(
    `${name}, ${title}, now signs for ${company}: the unchanged text alone, while every measure holds.\n`,
  )
}
