import type { ReactNode } from 'react'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

export interface PlainTableProps {
  label: string
  columns: readonly string[]
  rows: readonly (readonly [string, ...ReactNode[]])[]
  className?: string
}

/** A table of plain words; the first cell of a row names it. */
export function PlainTable({ label, columns, rows, className = 'min-w-[44rem]' }: PlainTableProps) {
  return (
    <Table label={label} className={className}>
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(([name, ...cells]) => (
          <TableRow key={name}>
            <TableHeader scope="row">{name}</TableHeader>
            {cells.map((cell, index) => (
              <TableCell key={columns[index + 1]}>{cell}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
