'use client'

import { CircleUserIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../ui/button.tsx'
import { DropdownMenuLabel, DropdownMenuSeparator } from '../ui/dropdown-menu.tsx'
import type { AccountMenuProps } from './account-menu.tsx'
import { SignOut } from './sign-out.tsx'
import { WorkspaceSwitch } from './workspace-switch.tsx'

/** Opens as soon as it is there. Not modal and not in a portal: the page around it stays readable to a screen reader, and the menu lies in its landmark. */
export function AccountMenuOpen({ email, name, workspaceName, workspaceSlug, workspaces, role }: AccountMenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <Button variant="quiet" size="icon" aria-label="Account">
          <CircleUserIcon aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className="z-50 max-w-[calc(100vw-1rem)] min-w-44 animate-arrive rounded-card border border-line bg-raised p-1 shadow-float"
      >
        <DropdownMenuLabel className="grid gap-0.5">
          {name !== null && <span className="text-base font-medium text-ink">{name}</span>}
          <span className="text-sm break-all text-ink-soft">{email}</span>
          <span className="text-sm text-ink-soft">
            {role} in {workspaceName}
          </span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {workspaces.length > 1 && <WorkspaceSwitch present={workspaceSlug} workspaces={workspaces} />}
        <SignOut />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
