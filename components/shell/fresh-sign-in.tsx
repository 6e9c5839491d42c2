'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { FRESH_SIGN_IN_EVENT, type FreshSignInEvent, isSignInFresh } from '../request.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent } from '../ui/dialog.tsx'

const LOOK_AGAIN_MS = 2_000
const AGAIN = `/sign-in/again?${new URLSearchParams({ callbackUrl: '/sign-in/again/done' })}`

/**
 * Asks for a fresh sign-in in a tab of its own, so that nothing of this page is lost, and lets the waiting request go as
 * soon as the server knows the person again. One for the whole dashboard.
 */
export function FreshSignIn() {
  const [open, setOpen] = useState(false)
  const waiting = useRef<((again: boolean) => void)[]>([])

  const settle = useCallback((again: boolean) => {
    setOpen(false)
    for (const go of waiting.current.splice(0)) go(again)
  }, [])

  useEffect(() => {
    const asked = (event: Event) => {
      event.preventDefault()
      waiting.current.push((event as FreshSignInEvent).detail)
      setOpen(true)
    }
    window.addEventListener(FRESH_SIGN_IN_EVENT, asked)
    return () => window.removeEventListener(FRESH_SIGN_IN_EVENT, asked)
  }, [])

  useEffect(() => {
    if (!open) return
    const look = async () => {
      if (document.visibilityState === 'visible' && (await isSignInFresh())) settle(true)
    }
    const timer = setInterval(look, LOOK_AGAIN_MS)
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
    }
  }, [open, settle])

  return (
    <Dialog open={open} onOpenChange={(next) => !next && settle(false)}>
      <DialogContent
        title="Is it still you?"
        description="For this, your sign-in must be less than 10 minutes old. What you entered stays on this page, which goes on by itself once you have signed in again."
      >
        <DialogActions>
          <DialogClose asChild>
            <Button>Not now</Button>
          </DialogClose>
          <Button asChild variant="primary">
            <a href={AGAIN} target="_blank" rel="noopener">
              Sign in again in a new tab
            </a>
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
