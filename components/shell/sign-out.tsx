'use client'

import { LogOutIcon } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { DropdownMenuItem } from '../ui/dropdown-menu.tsx'

/** Ends the session on the server, then shows the sign-in page. What was pasted leaves with the page. */
export function SignOut() {
  return (
    <DropdownMenuItem onSelect={() => signOut({ callbackUrl: '/sign-in' })}>
      <LogOutIcon aria-hidden="true" />
      Sign out
    </DropdownMenuItem>
  )
}
