import type { ReactNode } from 'react'

/** A narrow page with one question on it: the frame of everything around signing in. Plain links: see docs/decisions/0027. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-16">
      <a href="/" className="w-fit text-base font-semibold text-ink-soft hover:text-ink">
        Lethe
      </a>
      <h1 className="text-2xl font-semibold">{title}</h1>
      {children}
    </main>
  )
}
