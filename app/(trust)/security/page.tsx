import type { Metadata } from 'next'
import { Claim } from '#components/claim.tsx'
import { CLAIM_STATE_WORDS, ClaimStateMark } from '#components/claim-state-mark.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { RoadmapTable } from '#components/site/roadmap-table.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { Code } from '#components/ui/code.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx'
import { CLAIM_STATES, type ClaimStateKind } from '#lib/trust/claim-state.ts'
import type { ClaimView } from '#lib/trust/claim-view.ts'
import { publishedClaims } from '#lib/trust/published-claims.ts'
import { COMMON_HEADERS, pagePolicy } from '#lib/trust/response-headers.ts'
import { company } from '#trust.config'

export const metadata: Metadata = {
  title: 'Security',
  description: 'What we claim, whether its check has passed, and what the check does not show.',
}

const MEANINGS: Record<ClaimStateKind, string> = {
  verified: 'Every check passed, on these words and this build, not long ago, and was shown to be able to fail.',
  attested: 'A named person or party says so, until a date. No check of ours can show it.',
  planned: 'Not built yet.',
  unverified: 'No check has run, or it gave no verdict.',
  changed: 'The words were changed after the check ran.',
  stale: 'The last pass is too long ago.',
  other_build: 'The check passed on other code than this server runs.',
  failing: 'A check ran and failed. The claim stays where it is and says so.',
}

export default function SecurityPage() {
  const claims = publishedClaims()
  return (
    <TrustPage
      title="Security"
      lead="What we claim about this software. Each claim has a check that can fail, a state, and a limit. There is no score."
      sections={[
        { id: 'claims', title: 'Claims', wide: true, content: <Claims claims={claims} /> },
        { id: 'states', title: 'What the states mean', wide: true, content: <States /> },
        { id: 'limits', title: 'What this page cannot show', content: <Limits /> },
        { id: 'headers', title: 'What every response says to a browser', wide: true, content: <Headers /> },
        {
          id: 'frameworks',
          title: 'Certificates and frameworks',
          wide: true,
          content: <RoadmapTable roadmap={company.roadmap} />,
        },
        {
          id: 'report',
          title: 'Found a weakness?',
          content: (
            <p>
              <TextLink href="/disclosure">How to report it</TextLink>, what you may do, and when you will hear from us.
            </p>
          ),
        },
      ]}
    />
  )
}

function Claims({ claims }: { claims: readonly ClaimView[] }) {
  const counts = CLAIM_STATES.map((kind) => ({ kind, count: claims.filter(({ state }) => state.kind === kind).length }))
  const present = counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${CLAIM_STATE_WORDS[kind].toLowerCase()}`)
  return (
    <div className="grid gap-4">
      <p className="text-lg text-ink-soft">
        {claims.length} claims: {present.join(', ')}. <TextLink href="/security/redaction">What is redacted</TextLink>,
        by which rule, and what is not.
      </p>
      <div className="border-b border-line">
        {claims.map((claim) => (
          <Claim key={claim.id} claim={claim} />
        ))}
      </div>
    </div>
  )
}

function States() {
  return (
    <dl className="measure grid gap-x-8 gap-y-3 sm:grid-cols-[10rem_1fr]">
      {[...CLAIM_STATES].reverse().map((kind) => (
        <div key={kind} className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
          <dt>
            <ClaimStateMark kind={kind} />
          </dt>
          <dd className="text-base text-ink-soft">{MEANINGS[kind]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Limits() {
  return (
    <>
      <p>
        We show tests and their limits. They do not prove the honesty of whoever operates this server: an operator can
        change the code, and a page can say anything. If that matters to you, read the code, run the checks, and run
        your own server.
      </p>
      <p>
        The checks are our own. We can write a weak one. An outside review would find what we do not see; none has been
        made of this build.
      </p>
    </>
  )
}

function Headers() {
  const policy = pagePolicy({ nonce: 'changes with every page', development: false, webAssembly: false })
  const rows = [{ key: 'Content-Security-Policy', value: policy }, ...COMMON_HEADERS]
  return (
    <div className="grid gap-4">
      <p className="measure text-lg">
        Drawn from the code that sends them. Compare with what arrives: <Code>curl -sI</Code> and the address of this
        page.
      </p>
      <Table label="Headers of every response" className="min-w-[36rem]">
        <TableHead>
          <TableRow>
            <TableHeader className="w-64">Header</TableHeader>
            <TableHeader>Value</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, value }) => (
            <TableRow key={key}>
              <TableHeader scope="row" className="font-mono text-sm font-normal">
                {key}
              </TableHeader>
              <TableCell className="font-mono text-sm break-words text-ink-soft">{value}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
