import type { Subprocessor } from '#lib/trust/company.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { OperatorFact } from './operator-fact.tsx'

export function SubprocessorTable({ subprocessors }: { subprocessors: readonly Subprocessor[] }) {
  if (subprocessors.length === 0) {
    return (
      <p className="measure text-lg">
        The firms that host this server, send its mail or see its data otherwise: <OperatorFact />.
      </p>
    )
  }
  return (
    <Table label="Others who see data" className="min-w-[44rem]">
      <TableHead>
        <TableRow>
          <TableHeader>Who</TableHeader>
          <TableHeader>For what</TableHeader>
          <TableHeader>What they see</TableHeader>
          <TableHeader>Where</TableHeader>
          <TableHeader>When</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {subprocessors.map(({ name, purpose, data, region, when }) => (
          <TableRow key={name}>
            <TableHeader scope="row">{name}</TableHeader>
            <TableCell>{purpose}</TableCell>
            <TableCell>{data}</TableCell>
            <TableCell>{region}</TableCell>
            <TableCell>{when}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
