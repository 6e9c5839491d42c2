import Link from 'next/link'
import type { ReactNode } from 'react'
import { CheckIcon } from '../icons/check.tsx'
import { CircleIcon } from '../icons/circle.tsx'

/** How far a workspace has come; each from what it has, not from what somebody ticked. */
export interface FirstStepsProps {
  modelDecided: boolean
  hasSource: boolean
  hasChannel: boolean
  /** Links lead to pages that a member may read and an owner or admin may change. */
  manages: boolean
}

/** Shown until the person's first analysis, which is the only step that anything needs. */
export function FirstSteps({ modelDecided, hasSource, hasChannel, manages }: FirstStepsProps) {
  return (
    <section aria-label="First steps" className="mb-4 rounded-card border border-line bg-surface p-4">
      <h2 className="text-base font-semibold text-ink">First steps: one is enough</h2>
      <ol className="grid gap-x-8 gap-y-1 pt-2 md:grid-cols-2">
        <Step done={false} name="Analyze a log">
          paste your own below, or take a sample. Nothing leaves before you have seen it.
        </Step>
        <Step done={modelDecided} name={<To href="/settings/model">Choose who answers</To>}>
          until then the built-in engine does, and no model is asked.
        </Step>
        <Step
          done={hasSource}
          name={<To href={manages ? '/settings/sources/new' : '/settings/sources'}>Add a source</To>}
        >
          so that alerts are analyzed by themselves.
        </Step>
        <Step done={hasChannel} name={<To href="/settings/channels">Add a channel</To>}>
          where the answers are told, such as Slack.
        </Step>
      </ol>
    </section>
  )
}

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-accent underline underline-offset-2 hover:text-accent-hover">
    {children}
  </Link>
)

function Step({ done, name, children }: { done: boolean; name: ReactNode; children: ReactNode }) {
  const Icon = done ? CheckIcon : CircleIcon
  return (
    <li className="flex min-h-6 items-start gap-2 text-base">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-soft" />
      <p className="min-w-0">
        <span className="sr-only">{done ? 'Done: ' : 'To do: '}</span>
        <span className="font-medium text-ink">{name}</span>
        <span className="text-ink-soft">: {children}</span>
      </p>
    </li>
  )
}
