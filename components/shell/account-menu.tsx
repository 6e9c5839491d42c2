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

const load = () => import('./account-menu-open.tsx')
const Open = lazyPart(() => load().then((part) => part.AccountMenuOpen))
// One that fails is tried again, and told, when the menu is opened.
const loadEarly = () => void load().catch(() => {})

/** The menu is loaded when somebody first wants it: most pages are left without it. */
export function AccountMenu(props: AccountMenuProps) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button
      variant="quiet"
      size="icon"
      aria-label="Account"
      aria-haspopup="menu"
      onPointerEnter={loadEarly}
      onFocus={loadEarly}
      onClick={() => setWanted(true)}
      onKeyDown={({ key }) => key === 'ArrowDown' && setWanted(true)}
    >
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
