import type { Journey } from '#lib/trust/journey.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { TextLink } from './prose.tsx'

/** The drawing in words: at each step what exists, where, how long, and which claim speaks about it. */
export function JourneyTable({ journey }: { journey: Journey }) {
  return (
    <Table label={`${journey.title}: at each step what exists, where and how long`} className="min-w-[44rem]">
      <TableHead>
        <TableRow>
          <TableHeader className="w-[24%]">Step</TableHeader>
          <TableHeader className="w-[16%]">Where</TableHeader>
          <TableHeader className="w-[30%]">What exists</TableHeader>
          <TableHeader>How long</TableHeader>
          <TableHeader className="w-24">Claim</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {journey.steps.map((step, index) => (
          <TableRow key={step.id} id={step.id} className="target:bg-accent-tint">
            <TableHeader scope="row">
              <span className="flex gap-2">
                <span className="figures text-ink-faint">{index + 1}</span>
                {step.title}
              </span>
            </TableHeader>
            <TableCell>{journey.zones[step.zone]}</TableCell>
            <TableCell>{step.exists}</TableCell>
            <TableCell>{step.howLong}</TableCell>
            <TableCell>
              {step.claims.length === 0 ? (
                <span className="text-ink-soft">{journey.planned ? 'planned' : 'none yet'}</span>
              ) : (
                <span className="flex flex-col items-start">
                  {step.claims.map((id) => (
                    <TextLink
                      key={id}
                      href={`/claims/${id}`}
                      className="figures inline-block py-0.5 text-sm whitespace-nowrap"
                    >
                      {id}
                    </TextLink>
                  ))}
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
