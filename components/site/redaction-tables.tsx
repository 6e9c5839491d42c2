import type { CatalogEntry } from '#lib/pipeline/redact/catalog.ts'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { TextLink } from './prose.tsx'

export interface RedactionTableProps {
  types: readonly CatalogEntry[]
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
export function VendorTable({ types }: RedactionTableProps) {
  const limits = [...new Set(types.map(({ limits: limit }) => limit))]
  return (
    <div className="grid gap-4">
      <p className="measure text-lg">
        Written from the vendors’ own pages. The examples are made from the formats and open nothing. {limits.join(' ')}
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

function Source({ type: { source, title } }: { type: CatalogEntry }) {
  return (
    <TextLink href={source} className="text-sm">
      Source<span className="sr-only"> of {title}</span>
    </TextLink>
  )
}
