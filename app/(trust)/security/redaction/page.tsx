import type { Metadata } from 'next'
import { Claim } from '#components/claim.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { RuleTable, VendorTable } from '#components/site/redaction-tables.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { Code } from '#components/ui/code.tsx'
import { listTypes, NOT_DETECTED } from '#lib/pipeline/redact/catalog.ts'
import { RULE_SET } from '#lib/pipeline/redact/engine.ts'
import type { FindingClass } from '#lib/pipeline/redact/redaction.ts'
import { SOURCES_SEEN_ON } from '#lib/pipeline/redact/rules/seen-sources.ts'
import { publishedClaims } from '#lib/trust/published-claims.ts'

export const metadata: Metadata = {
  title: 'Redaction',
  description: 'Every kind of secret and personal data that is struck out, by which rule, and what is not.',
}

const CLASSES: readonly { kind: FindingClass; id: string; title: string }[] = [
  { kind: 'secret', id: 'secrets', title: 'Secrets' },
  { kind: 'financial', id: 'financial', title: 'Cards and accounts' },
  { kind: 'pii', id: 'personal', title: 'Personal data' },
  { kind: 'custom', id: 'workspace', title: 'What a workspace adds' },
]

/** Six hundred rows that change with the code only: made once, not for each reader. */
const TYPES = listTypes()

const CLAIM_IDS = ['DATA-02', 'REDACT-01']

export default function RedactionPage() {
  const own = TYPES.filter(({ vendor }) => vendor === null)
  const vendors = TYPES.filter(({ vendor }) => vendor !== null)
  return (
    <TrustPage
      title="Redaction"
      lead={`${TYPES.length} kinds of secrets and personal data are struck out of a log by rules that anyone can read. No model is asked. Rule set ${RULE_SET}; this page is drawn from the tables that the redactor runs on.`}
      sections={[
        { id: 'not-detected', title: 'What is not detected', content: <NotDetected /> },
        { id: 'how', title: 'How it works', content: <HowItWorks /> },
        { id: 'claims', title: 'What we claim of it', wide: true, content: <Claims /> },
        ...CLASSES.map(({ kind, id, title }) => ({
          id,
          title,
          wide: true,
          content: <RuleTable label={title} types={own.filter((type) => type.class === kind)} />,
        })),
        {
          id: 'vendors',
          title: `Token formats of vendors (${vendors.length})`,
          wide: true,
          content: <VendorTable types={vendors} seenOn={SOURCES_SEEN_ON} />,
        },
      ]}
    />
  )
}

function NotDetected() {
  return (
    <>
      <p>A rule finds what has a form or stands behind a name. It does not understand what a sentence says.</p>
      <ul>
        {NOT_DETECTED.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>The analyze page shows what will be sent before anything is sent. Look at it.</p>
    </>
  )
}

function HowItWorks() {
  return (
    <>
      <p>
        A pasted log is redacted in your browser, before any of it leaves. The server reads what arrived again and
        redacts what it still finds, on a thread that is ended when it takes too long. What it did not reach becomes{' '}
        <Code>[REDACTED:UNSCANNED]</Code>.
      </p>
      <p>
        Something found once is searched again in the whole text, also percent-encoded, inside JSON and in base64. A
        placeholder such as <Code>[EMAIL_1]</Code> tells the kind and which values were equal inside one analysis. It
        holds no part of the value, no length and no hash. Text that looks like a placeholder is escaped, so that nobody
        can forge one.
      </p>
      <p>
        Trace, request, commit, container and build ids stay: an analysis needs them. The{' '}
        <TextLink href="/data-flow">data flow</TextLink> shows what happens next.
      </p>
    </>
  )
}

function Claims() {
  const claims = publishedClaims().filter(({ id }) => CLAIM_IDS.includes(id))
  return (
    <div className="border-b border-line">
      {claims.map((claim) => (
        <Claim key={claim.id} claim={claim} />
      ))}
    </div>
  )
}
