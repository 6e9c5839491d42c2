'use client'

import { utcText } from '../analysis/utc-text.ts'
import { Badge } from '../ui/badge.tsx'
import { ConfirmButton } from './confirm-button.tsx'

export interface KeyRow {
  id: string
  name: string
  /** The last four characters. */
  hint: string
  scopes: readonly string[]
  allowedAddresses: readonly string[]
  signed: boolean
  owner: string
  /** ISO 8601. */
  expiresAt: string
  lastUsedAt: string | null
  ended: boolean
}

/** One key a row: what it may do, from where, whose it is, when it was used and when it ends. */
export function KeyRows({ keys, onRevoke }: { keys: readonly KeyRow[]; onRevoke(id: string): Promise<void> }) {
  return (
    <ul aria-label="Keys" className="divide-y divide-line border-y border-line">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
          <div className="grid min-w-0 gap-1">
            <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium text-ink">
              <span className="min-w-0 wrap-anywhere">{key.name}</span>
              <span className="figures text-sm text-ink-soft">…{key.hint}</span>
              {key.ended && <Badge>Ended</Badge>}
              {key.signed && <Badge>Signed</Badge>}
            </span>
            <span className="figures text-sm wrap-anywhere text-ink-soft">{key.scopes.join(' · ')}</span>
            <span className="text-sm wrap-anywhere text-ink-soft">
              {key.allowedAddresses.length > 0 ? `Only from ${key.allowedAddresses.join(', ')} · ` : ''}
              made by {key.owner}
            </span>
            <span className="text-sm text-ink-soft">
              {key.lastUsedAt ? (
                <>
                  used <span className="figures">{utcText(key.lastUsedAt, 'minutes')}</span>
                </>
              ) : (
                'never used'
              )}{' '}
              · {key.ended ? 'ended' : 'ends'} <span className="figures">{utcText(key.expiresAt, 'minutes')}</span>
            </span>
          </div>
          <ConfirmButton
            button="Revoke"
            label={`Revoke ${key.name}`}
            title={`Revoke ${key.name}?`}
            text="The next request with it is refused. What it made stays."
            act="Revoke it"
            onConfirm={() => onRevoke(key.id)}
          />
        </li>
      ))}
    </ul>
  )
}
