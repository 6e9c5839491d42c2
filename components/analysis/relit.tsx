'use client'

import { createContext, type ReactNode, use, useState } from 'react'
import { RedactedPassage } from '../redaction-mark.tsx'
import { printableLine } from './printable.ts'
import type { LitLine } from './relight-protocol.ts'

interface Relit {
  lines: ReadonlyMap<number, LitLine> | null
  light(lines: readonly LitLine[] | null): void
}

const Context = createContext<Relit | null>(null)

/** Holds, in this tab, the lines of a person's own file that evidence was found in. */
export function RelitProvider({ children }: { children: ReactNode }) {
  const [lines, setLines] = useState<Relit['lines']>(null)
  const light: Relit['light'] = (found) => setLines(found && new Map(found.map((one) => [one.line, one])))
  return <Context value={{ lines, light }}>{children}</Context>
}

export function useRelit(): Relit | null {
  return use(Context)
}

const FOUND = {
  exact: (_: LitLine) => 'The same line.',
  moved: ({ at }: LitLine) => `The same line, at ${at?.toLocaleString('en')} of this file.`,
  shape: ({ at }: LitLine) => `Not the same line: one of the same template, at ${at?.toLocaleString('en')}.`,
  missing: (_: LitLine) => 'Not in this file.',
}

/** What was found of one line of evidence, with the lines around it. Nothing until a file was matched. */
export function RelitLine({ line }: { line: number }) {
  const lit = useRelit()?.lines?.get(line)
  if (!lit) return null
  return (
    <span data-relit={lit.found} className="mt-1 grid animate-arrive gap-1 border-l-2 border-accent pl-2">
      <span className="font-sans text-xs text-ink-soft">{FOUND[lit.found](lit)}</span>
      {lit.context.map(({ number, text }) => (
        <span
          key={number}
          className={number === lit.at ? 'bg-accent-tint text-ink' : 'text-ink-faint'}
          data-relit-line={number === lit.at ? '' : undefined}
        >
          <span className="figures mr-2 text-xs select-none">{number.toLocaleString('en')}</span>
          <RedactedPassage text={printableLine(text)} />
        </span>
      ))}
    </span>
  )
}
