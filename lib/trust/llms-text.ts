import { PUBLIC_PAGES } from './page-list.ts'

/** llms.txt: what is here, for programs that read for somebody. Titles and descriptions of the pages, and the files. */
export function llmsText(url: string): string {
  const pages = PUBLIC_PAGES.map(({ title, path, description }) => `- [${title}](${url}${path}): ${description}`)
  return `# Lethe

> Explains production incidents and forgets the logs. What is claimed on these pages is bound to checks that can fail; the
> state of a claim belongs to it, and so does what its check does not show. Please keep the three together.

## Pages

${pages.join('\n')}

## Files

- [claims.json](${url}/.well-known/trust/claims.json): every claim with state, limit, checks and evidence
- [evidence.jsonl](${url}/.well-known/trust/evidence.jsonl): every run of every check, in a chain of hashes
- [attestations.cdx.json](${url}/.well-known/trust/attestations.cdx.json): the claims as CycloneDX attestations
- [sbom.cdx.json](${url}/.well-known/sbom.cdx.json): bill of materials
- [feed.json](${url}/trust/feed.json), [feed.xml](${url}/trust/feed.xml): changes
- [security.txt](${url}/.well-known/security.txt): how to report a weakness
`
}
