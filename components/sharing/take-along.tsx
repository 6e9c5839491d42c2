import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Mark } from '../ui/mark.tsx'
import { ShareDialog } from './share-dialog.tsx'

export interface TakeAlongProps {
  id: string
  /** The answer in the marks of Slack. */
  slackText: string
  /** Null for people who may not make links; false where the workspace forbids them. */
  mayShare: boolean | null
}

/** Ways to take an analysis elsewhere: a message, a report, a link. */
export function TakeAlong({ id, slackText, mayShare }: TakeAlongProps) {
  const file = `/api/analyses/${encodeURIComponent(id)}/post-mortem`
  return (
    <section aria-label="Take it along" className="flex flex-wrap items-center gap-1 print:hidden">
      <CopyButton text={slackText} label="Copy for Slack" />
      <Download href={`${file}?format=md`}>Post-mortem, Markdown</Download>
      <Download href={`${file}?format=pdf`}>Post-mortem, PDF</Download>
      {mayShare !== null && <ShareDialog id={id} allowed={mayShare} />}
    </section>
  )
}

function Download({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild size="small" variant="quiet">
      <a href={href} download="">
        <Mark shape="download" />
        {children}
      </a>
    </Button>
  )
}
