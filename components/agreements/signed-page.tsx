import type { ReadDocument } from '#lib/agreements/read-document.ts'
import type { Fields } from '#lib/agreements/record.ts'
import { utcText } from '../analysis/utc-text.ts'
import { CodeBlock } from '../ui/code.tsx'
import { FILES } from './agreement-files.ts'
import { AgreementText } from './agreement-text.tsx'
import { SaveAgreementFile } from './save-agreement-file.tsx'
import { NewerVersion, ToldNotices, type ToldNoticeView } from './told-notices.tsx'

export interface SignedPageProps {
  token: string
  read: ReadDocument
  fields: Fields
  seal: string
  superseded: boolean
  /** Version of the clauses of today where they are others. */
  newer: string | null
  told: readonly ToldNoticeView[]
}

const VERIFY =
  'bin/lethe trust verify lethe-dpa-record.json --document lethe-dpa.pdf --certificate lethe-dpa-certificate.pdf'

/** What was signed, and the three files that show it. */
export function SignedPage({ token, read, fields, seal, superseded, newer, told }: SignedPageProps) {
  const { signedAt = '', signerName, company, provider, countersignerName } = fields
  return (
    <main id="content" className="mx-auto grid max-w-4xl gap-8 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-3">
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">Signed</h1>
        <p className="measure text-lg text-ink-soft">
          {signerName} signed for {company} on {utcText(signedAt)}. {countersignerName} countersigned for {provider}.
        </p>
        {superseded && (
          <p className="measure text-base text-ink">
            A later agreement of yours supersedes it. This one is kept as it was signed.
          </p>
        )}
        {newer !== null && <NewerVersion version={newer} signed={read.text.version} />}
        <p className="figures break-all text-sm text-ink-soft">seal {seal}</p>
      </header>
      <div className="flex flex-wrap gap-3">
        {FILES.map(({ file, name, label }) => (
          <SaveAgreementFile key={file} url="/api/agreements/file" body={{ token, file }} name={name} label={label} />
        ))}
      </div>
      <div className="grid gap-2">
        <p className="measure text-base text-ink-soft">
          Keep all three. The record can be checked without this server:
        </p>
        <CodeBlock label="Command to check the signature" text={VERIFY} />
      </div>
      <ToldNotices told={told} />
      <AgreementText read={read} level={2} />
    </main>
  )
}
