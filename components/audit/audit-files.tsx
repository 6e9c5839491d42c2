import type { ReactNode } from 'react'
import { FreshDownload } from '../fresh-download.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardBody, CardHeader, CardTitle } from '../ui/card.tsx'
import { CodeBlock } from '../ui/code.tsx'

interface AuditFilesProps {
  /** First 16 hex digits of the SHA-256 of the signing key's public half. */
  keyFingerprint: string
  publicKey: string
  children?: ReactNode
}

/** What to take away, and how to check it without this server. */
export function AuditFiles({ keyFingerprint, publicKey, children }: AuditFilesProps) {
  return (
    <Card className="mt-8">
      <CardHeader>
        <CardTitle>Take it with you and check it offline</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap gap-2">
          <FreshDownload href="/api/audit/export?format=jsonl">Export for checking (JSON Lines)</FreshDownload>
          <FreshDownload href="/api/audit/export?format=csv">Export for reading (CSV)</FreshDownload>
          <Button asChild>
            <a href="/api/audit/checkpoint" download="">
              Newest checkpoint
            </a>
          </Button>
        </div>
        {children}
        <CodeBlock
          label="Command that checks an export"
          text="bin/lethe audit verify lethe-audit.jsonl --since lethe-checkpoint.json"
        />
        <p className="measure text-base text-ink-soft">
          Each event names the hash of the one before it, and once a minute the end of the chain is signed. Keep a
          checkpoint outside of Lethe: an export that no longer runs through it was rewritten, cut off or put back to an
          older copy. Signed by key{' '}
          <span className="figures text-ink" title={publicKey}>
            {keyFingerprint}
          </span>
          .
        </p>
        <p className="measure text-base text-ink-soft">
          What this cannot show: a change within the last minute, before a checkpoint was made, and a history that
          whoever holds both the database and the signing key has rewritten since the last checkpoint that you kept.
        </p>
      </CardBody>
    </Card>
  )
}
