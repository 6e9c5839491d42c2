'use client'

import { CircleUserIcon } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu.tsx'
import { SignOut } from './sign-out.tsx'

export interface AccountMenuProps {
  email: string
  name: string | null
  workspaceName: string
  /** In words: "member". */
  role: string
}

export function AccountMenu({ email, name, workspaceName, role }: AccountMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="icon" aria-label="Account">
          <CircleUserIcon aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-[calc(100vw-1rem)]">
        <DropdownMenuLabel className="grid gap-0.5">
          {name !== null && <span className="text-base font-medium text-ink">{name}</span>}
          <span className="text-sm break-all text-ink-soft">{email}</span>
          <span className="text-sm text-ink-soft">
            {role} in {workspaceName}
          </span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <SignOut />
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
