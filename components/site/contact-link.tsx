import { OperatorFact } from './operator-fact.tsx'
import { TextLink } from './prose.tsx'

/** An e-mail address or an https address as a link, or that it has not been set. */
export function ContactLink({ contact }: { contact: string | null }) {
  if (contact === null) return <OperatorFact />
  const web = contact.startsWith('https://')
  return (
    <TextLink href={web ? contact : `mailto:${contact}`}>{web ? contact.slice('https://'.length) : contact}</TextLink>
  )
}
