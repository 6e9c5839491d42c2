'use client'

import { CircleUserIcon } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../lazy-part.tsx'
import { Button } from '../ui/button.tsx'
import type { WorkspaceChoice } from './workspace-switch.tsx'

export interface AccountMenuProps {
  email: string
  name: string | null
  workspaceName: string
  workspaceSlug: string
  workspaces: readonly WorkspaceChoice[]
  /** In words: "member". */
  role: string
}

const Open = lazyPart(() => import('./account-menu-open.tsx').then((part) => part.AccountMenuOpen))

/** The menu is loaded when somebody first wants it: most pages are left without it. */
export function AccountMenu(props: AccountMenuProps) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button variant="quiet" size="icon" aria-label="Account" aria-haspopup="menu" onClick={() => setWanted(true)}>
      <CircleUserIcon aria-hidden="true" />
    </Button>
  )
  return wanted ? (
    <Suspense fallback={button}>
      <Open {...props} />
    </Suspense>
  ) : (
    button
  )
}
