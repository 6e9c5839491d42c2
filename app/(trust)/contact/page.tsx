import type { Metadata } from 'next'
import { ContactLink } from '#components/site/contact-link.tsx'
import { OperatorFact } from '#components/site/operator-fact.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { company } from '#trust.config'

export const metadata: Metadata = { title: 'Contact', description: 'Who runs this server and how to reach them.' }

export default function ContactPage() {
  return (
    <TrustPage
      title="Contact"
      lead="Who runs this server and how to reach them. These facts are the operator’s; the software cannot check them."
      sections={[
        { id: 'operator', title: 'Who runs this server', content: <Operator /> },
        { id: 'write', title: 'Where to write', content: <Write /> },
      ]}
    />
  )
}

function Operator() {
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-[8rem_1fr]">
      <dt className="text-ink-soft">Name</dt>
      <dd>
        <OperatorFact>{company.name}</OperatorFact>
      </dd>
      <dt className="text-ink-soft">Address</dt>
      <dd>
        <OperatorFact>{company.address}</OperatorFact>
      </dd>
      <dt className="text-ink-soft">Regions</dt>
      <dd>
        <OperatorFact>{company.regions.length > 0 ? company.regions.join(', ') : null}</OperatorFact>
      </dd>
    </dl>
  )
}

function Write() {
  const { disclosureAcknowledgedHours, privacyDays } = company.responseTimes
  return (
    <>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[8rem_1fr]">
        <dt className="text-ink-soft">Weaknesses</dt>
        <dd>
          <ContactLink contact={company.contacts.security} />. A person answers within {disclosureAcknowledgedHours}{' '}
          hours. Please read <TextLink href="/disclosure">how to report</TextLink> first.
        </dd>
        <dt className="text-ink-soft">Privacy</dt>
        <dd>
          <ContactLink contact={company.contacts.privacy} />. An answer comes within {privacyDays} days.
        </dd>
        <dt className="text-ink-soft">All else</dt>
        <dd>
          <ContactLink contact={company.contacts.general} />.
        </dd>
      </dl>
      <p>Send no logs by e-mail: a mailbox keeps what this software is built to forget.</p>
    </>
  )
}
