import { isValidElement, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { RedactedPassage, redactionName } from './redaction-mark.tsx'

function placeholders(text: string): unknown[] {
  const parts = (RedactedPassage({ text }).props as { children: ReactNode[] }).children
  return parts.filter(isValidElement).map((part) => (part.props as { placeholder: string }).placeholder)
}

test('each kind of placeholder has a short name', () => {
  const named = ['[EMAIL_1]', '[SECRET:github-pat_12]', '[CUSTOM:order-no_3]', '[REDACTED:UNSCANNED]', '⟨redacted⟩']
  expect(named.map(redactionName)).toEqual(['EMAIL 1', 'GITHUB-PAT 12', 'ORDER-NO 3', 'UNSCANNED', 'REDACTED'])
})

test('a passage marks placeholders and leaves what only looks like one as text', () => {
  expect(placeholders('user=[EMAIL_1] key [SECRET:jwt_2] [12] [INFO] [EMAIL_0] [main_1]')).toEqual([
    '[EMAIL_1]',
    '[SECRET:jwt_2]',
  ])
})
