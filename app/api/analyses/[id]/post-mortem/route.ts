import { z } from 'zod'
import { getAnalysis } from '#lib/data/analyses.ts'
import { postMortemOf } from '#lib/post-mortem/facts.ts'
import { postMortemMarkdown } from '#lib/post-mortem/markdown.ts'
import { postMortemPdf } from '#lib/post-mortem/pdf.tsx'
import { memberRoute, NO_STORE, readQuery } from '#lib/route.ts'

const querySchema = z.object({ format: z.enum(['md', 'pdf']).default('md') })
const TYPES = { md: 'text/markdown; charset=utf-8', pdf: 'application/pdf' } as const

/** Named after the day, not the incident: a browser shows names of downloads to whoever looks. */
export const GET = memberRoute('analysis:read', async ({ member, request, params }) => {
  const { format } = readQuery(request, querySchema)
  const stored = await getAnalysis(member.tenant, params.id ?? '')
  const report = postMortemOf(stored)
  const name = `post-mortem-${stored.createdAt.toISOString().slice(0, 10)}.${format}`
  return new Response(format === 'pdf' ? await postMortemPdf(report) : postMortemMarkdown(report), {
    headers: { ...NO_STORE, 'content-type': TYPES[format], 'content-disposition': `attachment; filename="${name}"` },
  })
})
