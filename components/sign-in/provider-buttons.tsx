'use client'

import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { signInWith } from './auth-client.ts'

export interface Provider {
  id: string
  /** As people call it. */
  name: string
}

export interface ProviderButtonsProps {
  providers: readonly Provider[]
  callbackUrl: string
  /** Asks the provider to look at the person again, where it can. */
  again?: boolean
}

/** One button for each identity provider that is set up. The page leaves for the provider. */
export function ProviderButtons({ providers, callbackUrl, again = false }: ProviderButtonsProps) {
  const [leaving, setLeaving] = useState<string | null>(null)
  return (
    <ul className="grid gap-2">
      {providers.map(({ id, name }) => (
        <li key={id}>
          <Button
            size="large"
            className="w-full"
            disabled={leaving !== null}
            onClick={() => {
              setLeaving(id)
              const asked = again && id === 'oidc' ? { prompt: 'login' } : {}
              signInWith(id, callbackUrl, asked).catch(() => setLeaving(null))
            }}
          >
            {leaving === id ? `Going to ${name} …` : `Continue with ${name}`}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** A line with a word in it, between two ways to do the same. */
export function Or() {
  return (
    <p className="flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </p>
  )
}
