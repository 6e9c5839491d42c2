'use client'

import { useState } from 'react'
import { call } from '../settings/call.ts'
import {
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '../ui/dropdown-menu.tsx'

export interface WorkspaceChoice {
  slug: string
  name: string
}

/** In the account menu. The page starts anew: nothing that was drawn for one workspace stays in sight of another. */
export function WorkspaceSwitch({ present, workspaces }: { present: string; workspaces: readonly WorkspaceChoice[] }) {
  const [failed, setFailed] = useState(false)

  async function enter(workspace: string) {
    if (workspace === present) return
    const entered = await call<unknown>('POST', '/api/workspaces/active', { workspace })
    if (entered.ok) location.assign('/analyze')
    else setFailed(true)
  }

  return (
    <>
      <DropdownMenuLabel>{failed ? 'That did not work. Reload the page.' : 'Workspace'}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={present} onValueChange={enter}>
        {workspaces.map(({ slug, name }) => (
          <DropdownMenuRadioItem key={slug} value={slug} onSelect={(event) => event.preventDefault()}>
            <span className="max-w-64 truncate">{name}</span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
    </>
  )
}
