import type { Facts } from '#lib/trust/facts.ts'
import { ContactLink } from './contact-link.tsx'
import { OperatorFact } from './operator-fact.tsx'
import { TextLink } from './prose.tsx'

const PIECES = /(\[[^\]]+\]\([^)]+\)|\{\w+\})/

/** A note: plain words, links as `[words](/page)`, and facts of the operator as `{name}`. Nothing else is markup. */
export function NoteText({ text, facts }: { text: string; facts: Facts }) {
  return text.split(PIECES).map((piece, index) => {
    const key = `${index}${piece}`
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(piece)
    if (link) {
      return (
        <TextLink key={key} href={link[2] ?? ''}>
          {link[1]}
        </TextLink>
      )
    }
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    return name === undefined ? piece : <Fact key={key} value={facts[name] ?? null} />
  })
}

function Fact({ value }: { value: string | null }) {
  if (value === null) return <OperatorFact />
  if (/^https:\/\/|^\S+@\S+$/.test(value)) return <ContactLink contact={value} />
  return <>{value}</>
}
