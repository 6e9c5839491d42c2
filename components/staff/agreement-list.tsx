import { FILES } from '../agreements/agreement-files.ts'
import { SaveAgreementFile } from '../agreements/save-agreement-file.tsx'
import { utcText } from '../analysis/utc-text.ts'
import { Badge } from '../ui/badge.tsx'

export interface ListedAgreementView {
  id: string
  version: string
  email: string
  party: { company: string; country: string; signerName: string; signerTitle: string }
  seal: string
  certified: boolean
  /** ISO 8601. */
  signedAt: string
  supersededAt: string | null
}

/** Who signed which version, and the files of each. */
export function AgreementList({ agreements }: { agreements: readonly ListedAgreementView[] }) {
  if (agreements.length === 0) return <p className="text-ink-soft">None so far. One that is signed stands here.</p>
  return (
    <ul className="divide-y divide-line border-line border-y">
      {agreements.map(({ id, version, email, party, seal, certified, signedAt, supersededAt }) => (
        <li key={id} className="grid gap-2 py-4">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium text-ink">{party.company}</span>
            <Badge>version {version}</Badge>
            {supersededAt !== null && <Badge>superseded {utcText(supersededAt, 'minutes')}</Badge>}
          </span>
          <span className="break-words text-sm text-ink-soft">
            {party.signerName}, {party.signerTitle}, {email} · {party.country} · {utcText(signedAt, 'minutes')}
          </span>
          <span className="figures break-all text-sm text-ink-soft">seal {seal}</span>
          {certified && (
            <span className="flex flex-wrap gap-2">
              {FILES.map(({ file, name, label }) => (
                <SaveAgreementFile
                  key={file}
                  url="/api/staff/agreements/file"
                  body={{ id, file }}
                  name={name}
                  label={label}
                  size="small"
                />
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
