import type { Metadata } from 'next'
import { ContactLink } from '#components/site/contact-link.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { company } from '#trust.config'

export const metadata: Metadata = {
  title: 'Report a weakness',
  description: 'How to report a weakness in this software, what you may do, and when you will hear from us.',
}

export default function DisclosurePage() {
  return (
    <TrustPage
      title="Report a weakness"
      lead="You found something that lets data out, lets somebody in, or makes one of our claims untrue. Thank you for looking. This is how to tell us and what you can rely on."
      sections={[
        { id: 'how', title: 'How to report', content: <How /> },
        { id: 'expect', title: 'What happens then', content: <Expect /> },
        { id: 'may', title: 'What you may do', content: <May /> },
        { id: 'harbor', title: 'Safe harbor', content: <Harbor /> },
        { id: 'scope', title: 'What counts', content: <Scope /> },
        { id: 'recognition', title: 'Recognition', content: <Recognition /> },
      ]}
    />
  )
}

function How() {
  const { security } = company.contacts
  return (
    <>
      <p>
        Write to <ContactLink contact={security} />.{' '}
        {security === null ? 'Until it is set, ask whoever gave you this address.' : 'The same address stands in '}
        {security !== null && <TextLink href="/.well-known/security.txt">security.txt</TextLink>}
        {security !== null && '.'}
      </p>
      <p>What helps us:</p>
      <ul>
        <li>what you did, step by step, and what came back;</li>
        <li>what an attacker could reach with it;</li>
        <li>when you did it and from which address, so that we can tell you from somebody else.</li>
      </ul>
      <p>Leave out data of other people. If you came upon some, say so and delete it.</p>
    </>
  )
}

function Expect() {
  const { disclosureAcknowledgedHours, criticalFixAimHours } = company.responseTimes
  return (
    <ul>
      <li>Within {disclosureAcknowledgedHours} hours a person answers that your report has arrived.</li>
      <li>
        We tell you whether we could repeat it, how grave we think it is, and why. If it is critical, we aim to have it
        mended within {criticalFixAimHours} hours. That is an aim, not a promise.
      </li>
      <li>We tell you when it is mended and ask you to look again, if you like.</li>
      <li>
        We publish what it was once it is mended, and agree the day with you. If you have heard nothing of a mend for 90
        days, you may publish without us.
      </li>
    </ul>
  )
}

function May() {
  return (
    <>
      <p>You may test this software as you like on a server of your own. On this server, please:</p>
      <ul>
        <li>use accounts and workspaces that you made yourself, or that their owner lets you use;</li>
        <li>stop as soon as you see data of others, and look at no more of it than shows the weakness;</li>
        <li>change and delete nothing that is not yours;</li>
        <li>do not overload the server, do not send spam, do not deceive people, and stay out of buildings;</li>
        <li>keep it between us until it is mended, or until the 90 days are over.</li>
      </ul>
    </>
  )
}

function Harbor() {
  return (
    <>
      <p>If you act in good faith and keep to this page, then as far as it is ours to decide:</p>
      <ul>
        <li>
          your research is authorized under laws against breaking into computers, and we will not take you to court or
          report you for it;
        </li>
        <li>it is not held to break rules on getting around technical protection;</li>
        <li>where our terms of use would forbid it, they do not apply to it;</li>
        <li>if somebody else takes action against you for it, we will say that you acted with our permission.</li>
      </ul>
      <p>
        We cannot give permission for what belongs to others, for example a firm that hosts this server. If you are not
        sure whether something is covered, ask first at <ContactLink contact={company.contacts.security} />. An honest
        mistake in following this page does not end it.
      </p>
    </>
  )
}

function Scope() {
  return (
    <>
      <p>Most of all we want to hear of:</p>
      <ul>
        <li>log text that is stored, sent or written to a log where we say that it is not;</li>
        <li>one workspace reading or changing what belongs to another;</li>
        <li>signing in as somebody else, or keeping a session that was ended;</li>
        <li>script that runs on our pages, or a log that makes the engine or a page do what it should not;</li>
        <li>a check that passes although its claim is untrue.</li>
      </ul>
      <p>
        A secret in a format that no rule recognises is worth telling us. Reports from a scanner without a way to use
        what it found, and missing headers without harm, we read but may not answer at length.
      </p>
    </>
  )
}

function Recognition() {
  return <p>We name you when we publish what you found, or not, as you wish. This page promises no money.</p>
}
