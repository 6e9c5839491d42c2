import { HealthNow, HealthStrip, RunSummary } from '#components/site/trust-lists.tsx'
import { isDatabaseReady } from '#lib/data/ready.ts'
import { evidenceWords } from '#lib/trust/evidence-words.ts'
import { healthHistory } from '#lib/trust/health-history.ts'
import { statusPage } from '#lib/trust/pages/status.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(statusPage)

export default async function Page() {
  const ready = await isDatabaseReady().catch(() => false)
  return (
    <ShowPage
      page={statusPage}
      parts={(shown) => ({
        now: <HealthNow ready={ready} />,
        history: <HealthStrip minutes={healthHistory()} />,
        runs: <RunSummary lastRunAt={lastRunOf(shown)} signedBy={evidenceWords(shown)} />,
      })}
    />
  )
}

function lastRunOf({ evidence }: Parameters<typeof evidenceWords>[0]): string | null {
  return evidence.kind === 'records' ? (evidence.records.at(-1)?.finishedAt ?? null) : null
}
