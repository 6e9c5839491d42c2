'use client'

import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'

export interface ConfirmButtonProps {
  button: string
  /** The button's name where several stand on a page. */
  label: string
  title: string
  /** What will happen. */
  text: string
  /** The word that does it. */
  act: string
  /** For what a page exists for; quiet otherwise. */
  variant?: 'primary' | 'secondary'
  /** The word that leaves things as they are. */
  keep?: string
  onConfirm(): Promise<void>
}

/** For what cannot be undone: a second press, with what it means. */
export function ConfirmButton({
  button,
  label,
  title,
  text,
  act,
  variant,
  keep = 'Keep it',
  onConfirm,
}: ConfirmButtonProps) {
  const [open, setOpen] = useState(false)
  const confirm = async () => {
    setOpen(false)
    await onConfirm()
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size={variant ? 'medium' : 'small'} variant={variant ?? 'quiet'} aria-label={label}>
          {button}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} description={text}>
        <DialogActions>
          <DialogClose asChild>
            <Button>{keep}</Button>
          </DialogClose>
          <Button variant={variant === 'primary' ? 'primary' : 'danger'} onClick={confirm}>
            {act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
