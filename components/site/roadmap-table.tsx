import type { RoadmapEntry } from '#lib/trust/company.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

const WORDS: Record<RoadmapEntry['state'], string> = {
  held: 'Held',
  aligned: 'Aligned, not certified',
  in_progress: 'In progress',
  planned: 'Planned',
  not_pursued: 'Not pursued',
}

export function RoadmapTable({ roadmap }: { roadmap: readonly RoadmapEntry[] }) {
  if (roadmap.length === 0) return <p className="text-lg text-ink-soft">The operator has set nothing here.</p>
  return (
    <Table label="Certificates and frameworks" className="min-w-[32rem]">
      <TableHead>
        <TableRow>
          <TableHeader>Framework</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Note</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {roadmap.map(({ framework, state, note, until }) => (
          <TableRow key={framework}>
            <TableHeader scope="row">{framework}</TableHeader>
            <TableCell>
              {WORDS[state]}
              {until !== null && <span className="figures"> {until}</span>}
            </TableCell>
            <TableCell className="text-ink-soft">{note}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
