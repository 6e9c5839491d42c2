import type { CatalogEntry } from '#lib/pipeline/redact/catalog.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { TextLink } from './prose.tsx'

export interface RedactionTableProps {
  types: readonly CatalogEntry[]
}

export interface VendorTableProps extends RedactionTableProps {
  /** The day on which the sources were looked for, as people read it. */
  seenOn: string
}

/** Kinds with rules of their own: what is found, by which rule, an example with a made-up value, and the limits. */
export function RuleTable({ label, types }: RedactionTableProps & { label: string }) {
  return (
    <Table label={label} className="min-w-[52rem]">
      <TableHead>
        <TableRow>
          <TableHeader className="w-40">Kind</TableHeader>
          <TableHeader>Rule</TableHeader>
          <TableHeader className="w-56">Example, made up</TableHeader>
          <TableHeader className="w-44">Known limits</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {types.map((type) => (
          <TableRow key={type.type} id={`type-${type.type}`}>
            <TableHeader scope="row" className="font-normal">
              <Kind type={type} />
            </TableHeader>
            <TableCell className="text-base text-ink">
              {type.rule} <Source type={type} />
            </TableCell>
            <TableCell className="text-sm">
              <code className="break-all whitespace-pre-wrap">{type.example}</code>
            </TableCell>
            <TableCell className="text-base text-ink-soft">{type.limits}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** Hundreds of rows of one form: the format in words and an example made from it. The limit they share stands above. */
export function VendorTable({ types, seenOn }: VendorTableProps) {
  const limits = [...new Set(types.map(({ limits: limit }) => limit))]
  const seen = types.filter((type) => type.seen).length
  return (
    <div className="grid gap-4">
      <p className="measure text-lg">
        Written from what the vendors publish. The examples are made from the formats and open nothing.{' '}
        {limits.join(' ')}
      </p>
      <p className="measure text-lg">
        How the sources were checked: for {seen} of the {types.length} formats the address of the source was found cited
        in public documents on {seenOn} (marked “address seen”). Whether the page still says what our format says was
        not compared, and the other addresses were not looked for.
      </p>
      <Table label="Token formats of vendors" className="min-w-[52rem]">
        <TableHead>
          <TableRow>
            <TableHeader className="w-64">Kind</TableHeader>
            <TableHeader>Format</TableHeader>
            <TableHeader className="w-80">Example, made up</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {types.map((type) => (
            <TableRow key={type.type} id={`type-${type.type}`}>
              <TableHeader scope="row" className="font-normal">
                <Kind type={type} />
              </TableHeader>
              <TableCell className="text-base text-ink">
                {type.rule} <Source type={type} />
              </TableCell>
              <TableCell className="text-sm">
                <code className="break-all">{type.example}</code>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function Kind({ type: { title, placeholder } }: { type: CatalogEntry }) {
  return (
    <span className="grid gap-0.5">
      <span className="text-base text-ink">{title}</span>
      <code className="text-xs break-all text-ink-soft">{placeholder}</code>
    </span>
  )
}

function Source({ type: { source, title, seen } }: { type: CatalogEntry }) {
  return (
    <span className="text-sm whitespace-nowrap">
      <TextLink href={source}>
        Source<span className="sr-only"> of {title}</span>
      </TextLink>
      {seen && <span className="text-ink-soft"> · address seen</span>}
    </span>
  )
}
