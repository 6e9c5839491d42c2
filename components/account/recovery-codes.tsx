import { Alert } from '../ui/alert.tsx'
import { CopyButton } from '../ui/copy-button.tsx'

/** Shown once; the server keeps hashes. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <Alert
        tone="note"
        happened="Your recovery codes, shown once."
        kept="Lethe keeps only hashes of them."
        todo="Put them where you find them without this device. Each opens your account once when a passkey is lost."
      />
      <ul
        className="grid gap-1 rounded-card border border-line bg-surface p-4 font-mono text-sm sm:grid-cols-2"
        aria-label="Recovery codes"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy the codes" />
    </div>
  )
}
