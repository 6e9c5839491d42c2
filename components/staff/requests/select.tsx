import type { ComponentProps } from 'react'
import { FIELD } from '../../ui/input.tsx'

export interface Option {
  value: string
  text: string
}

export function Select({ options, ...rest }: ComponentProps<'select'> & { options: readonly Option[] }) {
  return (
    <select className={`${FIELD} h-9 px-2 text-base`} {...rest}>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}
