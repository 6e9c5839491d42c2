'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { KeyboardIcon } from '../icons/keyboard.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogContent } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { allowSingleKeys, singleKeysAllowed } from './single-keys.ts'
import { useShortcuts } from './use-shortcuts.ts'

const GROUPS = [
  {
    title: 'Everywhere',
    keys: [
      [['g', 'a'], 'Go to Analyze'],
      [['g', 'h'], 'Go to History'],
      [['g', 'l'], 'Go to the list of alerts'],
      [['g', 'e'], 'Go to what left and what stayed'],
      [['g', 's'], 'Go to Settings'],
      [['?'], 'Show this list'],
    ],
  },
  {
    title: 'Analyze',
    keys: [
      [['/'], 'Go to the field'],
      [['⌘ or Ctrl', 'Enter'], 'Preview, then analyze'],
      [['j'], 'Next redaction'],
      [['k'], 'Previous redaction'],
      [['x'], 'Keep a redaction of this line, or redact it again'],
      [['r'], 'Redact a value too'],
      [['u'], 'Undo the last change'],
      [['Esc'], 'Cancel what is running'],
    ],
  },
  {
    title: 'Answer',
    keys: [
      [['j'], 'Next line of evidence'],
      [['k'], 'Previous line of evidence'],
    ],
  },
  {
    title: 'History',
    keys: [
      [['j'], 'Next analysis'],
      [['k'], 'Previous analysis'],
      [['Enter'], 'Open it'],
      [['x'], 'Select it, for deleting several'],
    ],
  },
] as const

/** The keys that work on every page, and the list of all keys. */
export function ShortcutHelp() {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  useShortcuts({
    '?': () => setOpen(true),
    'g a': () => router.push('/analyze'),
    'g h': () => router.push('/analyses'),
    'g l': () => router.push('/alerts'),
    'g e': () => router.push('/egress'),
    'g s': () => router.push('/settings'),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <Tooltip text="Keyboard shortcuts" keys={['?']}>
        <Button
          variant="quiet"
          size="icon"
          className="hidden sm:inline-flex"
          aria-label="Keyboard shortcuts"
          onClick={() => setOpen(true)}
        >
          <KeyboardIcon aria-hidden="true" />
        </Button>
      </Tooltip>
      <DialogContent title="Keyboard shortcuts" description="They are silent while you type in a field.">
        {GROUPS.map(({ title, keys }) => (
          <section key={title} className="grid gap-2">
            <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
            <dl className="grid gap-1.5">
              {keys.map(([combination, what]) => (
                <div key={what} className="flex items-center justify-between gap-4">
                  <dt>{what}</dt>
                  <dd className="flex gap-1">
                    {combination.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <SingleKeySwitch />
      </DialogContent>
    </Dialog>
  )
}

function SingleKeySwitch() {
  const [allowed, setAllowed] = useState(singleKeysAllowed)
  return (
    <label className="flex min-h-6 items-center gap-2 border-t border-line pt-4">
      <input
        type="checkbox"
        className="size-4"
        checked={allowed}
        onChange={({ target }) => {
          allowSingleKeys(target.checked)
          setAllowed(target.checked)
        }}
      />
      Shortcuts of a single letter are on in this browser
    </label>
  )
}
