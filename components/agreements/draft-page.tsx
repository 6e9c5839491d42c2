import type { Measure } from '#lib/agreements/dpa-document.ts'
import type { ReadDocument } from '#lib/agreements/read-document.ts'
import { AgreementText } from './agreement-text.tsx'
import { MeasuresInTheWay } from './measures-in-the-way.tsx'
import { SignForm } from './sign-form.tsx'

export interface DraftPageProps {
  token: string
  consent: string
  read: ReadDocument
  email: string
  inTheWay: readonly Measure[]
  offered: boolean
}

/** The agreement as it will be signed, then the two ticks and the button. */
export function DraftPage({ token, consent, read, email, inTheWay, offered }: DraftPageProps) {
  const open = offered && inTheWay.length === 0
  return (
    <main id="content" className="mx-auto grid max-w-4xl gap-8 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-3">
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">Read and sign</h1>
        <p className="measure text-lg text-ink-soft">
          This is the agreement to the byte: what you sign is what stands here. The link was sent to {email}.
        </p>
      </header>
      {!open && <MeasuresInTheWay measures={inTheWay} offered={offered} />}
      <AgreementText read={read} level={2} />
      <SignForm token={token} documentSha256={read.sha256} consent={consent} open={open} />
    </main>
  )
}
