import type { Metadata } from 'next'
import { ContactLink } from '#components/site/contact-link.tsx'
import { OperatorFact } from '#components/site/operator-fact.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { SubprocessorTable } from '#components/site/subprocessor-table.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx'
import { COOKIES, INVENTORY } from '#lib/trust/inventory.ts'
import { company } from '#trust.config'

export const metadata: Metadata = { title: 'Privacy', description: 'What is kept about people, why, and for how long.' }

export default function PrivacyPage() {
  return (
    <TrustPage
      title="Privacy"
      lead="What is kept about people, why, for how long, and who sees it. The tables are compared with the database and the code by a test."
      sections={[
        { id: 'who', title: 'Who is responsible', content: <Responsible /> },
        { id: 'kept', title: 'What is kept', wide: true, content: <Kept /> },
        { id: 'logs', title: 'Logs', content: <Logs /> },
        { id: 'cookies', title: 'Cookies', wide: true, content: <Cookies /> },
        {
          id: 'others',
          title: 'Others who see data',
          wide: true,
          content: <SubprocessorTable subprocessors={company.subprocessors} />,
        },
        { id: 'rights', title: 'Your rights', content: <Rights /> },
      ]}
    />
  )
}

function Responsible() {
  return (
    <>
      <p>
        Whoever runs this server is responsible for what happens to the data on it. Name:{' '}
        <OperatorFact>{company.name}</OperatorFact>. Address: <OperatorFact>{company.address}</OperatorFact>. Questions
        about privacy: <ContactLink contact={company.contacts.privacy} />.
      </p>
      <p>
        Data is kept in: <OperatorFact>{company.regions.length > 0 ? company.regions.join(', ') : null}</OperatorFact>.
      </p>
    </>
  )
}

function Kept() {
  return (
    <Table label="What is kept" className="min-w-[48rem]">
      <TableHead>
        <TableRow>
          <TableHeader className="w-[28%]">What</TableHeader>
          <TableHeader className="w-[26%]">Why</TableHeader>
          <TableHeader className="w-[24%]">How long</TableHeader>
          <TableHeader>Who sees it</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {INVENTORY.map(({ what, why, howLong, whoSees }) => (
          <TableRow key={what}>
            <TableHeader scope="row">{what}</TableHeader>
            <TableCell>{why}</TableCell>
            <TableCell>{howLong}</TableCell>
            <TableCell>{whoSees}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Logs() {
  return (
    <p>
      The log of an incident can hold anything, people included. Where its text goes, step by step, is on the page{' '}
      <TextLink href="/data-flow">data flow</TextLink>; what we claim about it, and the check of each claim, is on the
      page <TextLink href="/security#claims">security</TextLink>.
    </p>
  )
}

function Cookies() {
  return (
    <div className="grid gap-4">
      <p className="measure text-lg">
        Cookies are set for signing in and for your choice of colours. There is none for advertising or for measuring
        visits.
      </p>
      <Table label="Cookies" className="min-w-[36rem]">
        <TableHead>
          <TableRow>
            <TableHeader>Name</TableHeader>
            <TableHeader>Purpose</TableHeader>
            <TableHeader>How long</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {COOKIES.map(({ name, purpose, howLong }) => (
            <TableRow key={name}>
              <TableHeader scope="row" className="font-mono text-sm font-normal">
                {name}
              </TableHeader>
              <TableCell>{purpose}</TableCell>
              <TableCell className="whitespace-nowrap">{howLong}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function Rights() {
  return (
    <>
      <p>
        You may ask what is kept about you, have it corrected, have it deleted, take a copy with you, and object to its
        use. Write to <ContactLink contact={company.contacts.privacy} />; an answer comes within{' '}
        {company.responseTimes.privacyDays} days. You may also complain to the data protection authority where you live.
      </p>
      <p>An analysis you can delete yourself, on its own page.</p>
    </>
  )
}
