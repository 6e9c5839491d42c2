import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import type { Work } from './analyze-state.ts'

const WORDS: Record<Work['stage'], { name: string; where: string }> = {
  recognizing: { name: 'Reading the picture', where: 'in your browser' },
  reading: { name: 'Reading', where: 'in your browser' },
  redacting: { name: 'Redacting', where: 'in your browser' },
  condensing: { name: 'Condensing', where: 'in your browser' },
  sending: { name: 'Sending', where: 'the redacted lines' },
  analyzing: { name: 'Analyzing', where: 'on the server, in memory' },
  'server-redacting': { name: 'Redacting again', where: 'on the server, in memory' },
  'server-condensing': { name: 'Explaining', where: 'with the built-in engine' },
  'server-asking': { name: 'Asking', where: 'the model' },
  'server-repairing': { name: 'Asking again', where: 'for an answer that can be read' },
  'server-checking': { name: 'Checking', where: 'every line that was cited, by code' },
  'server-second_opinion': { name: 'Asking for a second opinion', where: 'that may only lower the confidence' },
  'server-storing': { name: 'Storing', where: 'the answer, without the log' },
}

/** What happens now, where, and the way out. */
export function WorkProgress({ work, onCancel }: { work: Work; onCancel?: () => void }) {
  const { name, where } = WORDS[work.stage]
  return (
    <div className="flex items-center gap-4">
      <Progress className="min-w-0 flex-1" label={name} value={work.share} detail={`${name} ${where}`} />
      {onCancel && (
        <Tooltip text="Cancel" keys={['Esc']}>
          <Button onClick={onCancel}>Cancel</Button>
        </Tooltip>
      )}
    </div>
  )
}
