'use client'

import { call } from '../settings/call.ts'
import { Button } from '../ui/button.tsx'

/** Ends the session on the server; the page goes whatever the server says, and asks again there. */
export function StaffSignOut() {
  async function end() {
    await call<unknown>('DELETE', '/api/staff/session')
    location.assign('/staff/sign-in')
  }
  return (
    <Button size="small" onClick={end}>
      Sign out
    </Button>
  )
}
