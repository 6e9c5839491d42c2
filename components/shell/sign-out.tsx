'use client'

import { LogOutIcon } from 'lucide-react'
import { signOut } from '../sign-in/auth-client.ts'
import { DropdownMenuItem } from '../ui/dropdown-menu.tsx'

/** Ends the session on the server, then shows the sign-in page. What was pasted leaves with the page. */
export function SignOut() {
  return (
    <DropdownMenuItem onSelect={() => signOut()}>
      <LogOutIcon aria-hidden="true" />
      Sign out
    </DropdownMenuItem>
  )
}
