import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import type { Work } from './analyze-state.ts'

const WORDS: Record<Work['stage'], { name: string; where: string }> = {
  reading: { name: 'Reading', where: 'in your browser' },
  redacting: { name: 'Redacting', where: 'in your browser' },
  condensing: { name: 'Condensing', where: 'in your browser' },
  sending: { name: 'Sending', where: 'the redacted lines' },
  analyzing: { name: 'Analyzing', where: 'on the server, in memory' },
}

/** What happens now, where, and the way out. */
export function WorkProgress({ work, onCancel }: { work: Work; onCancel: () => void }) {
  const { name, where } = WORDS[work.stage]
  return (
    <div className="flex items-center gap-4">
      <Progress className="min-w-0 flex-1" label={name} value={work.share} detail={`${name} ${where}`} />
      <Tooltip text="Cancel" keys={['Esc']}>
        <Button onClick={onCancel}>Cancel</Button>
      </Tooltip>
    </div>
  )
}
