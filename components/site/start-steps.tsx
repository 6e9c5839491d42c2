import type { ReactNode } from 'react'
import { CodeBlock } from '../ui/code.tsx'
import { TextLink } from './prose.tsx'

/** Three ways in, from the least to the most of one's own. */
export function StartSteps() {
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Way title="In this browser">
        <p>
          <TextLink href="/sign-in">Sign in</TextLink> with a link sent by e-mail, then paste a log or drop a file. Look
          at what will be sent before you send it.
        </p>
      </Way>
      <Way title="On your command line">
        <p>The same engine on your own machine, without a server.</p>
        <CodeBlock text="bin/lethe analyze --engine local job.log" label="command to analyze a file" />
      </Way>
      <Way title="On your own server">
        <p>One command brings the server, its database and its keys. It prints a link to sign in.</p>
        <CodeBlock text="npm run up" label="command to run your own server" />
      </Way>
    </div>
  )
}

function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-3 rounded-card border border-line bg-surface p-5 text-base text-ink-soft">
      <h3 className="text-lg font-semibold text-ink">{title}</h3>
      {children}
    </div>
  )
}
