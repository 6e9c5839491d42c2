import { Document, Page, StyleSheet, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { broken, brokenMono } from './pdf-fonts.ts'

const INK = '#15202b'
const SOFT = '#47525e'
const LINE = '#d5dade'
const styles = StyleSheet.create({
  page: {
    paddingTop: 52,
    paddingBottom: 60,
    paddingHorizontal: 58,
    fontFamily: 'Geist',
    fontSize: 10,
    lineHeight: 1.5,
    color: INK,
  },
  title: { fontSize: 20, fontWeight: 600, lineHeight: 1.25, marginBottom: 6 },
  lead: { color: SOFT, marginBottom: 14 },
  head: { fontSize: 11.5, fontWeight: 600, marginTop: 14, marginBottom: 4 },
  paragraph: { marginBottom: 6 },
  row: { flexDirection: 'row', borderTopWidth: 0.5, borderTopColor: LINE, paddingVertical: 4, gap: 10 },
  term: { width: 128, color: SOFT },
  wide: { flex: 1 },
  mono: { fontFamily: 'Geist Mono', fontSize: 8, lineHeight: 1.5 },
  tight: { paddingVertical: 2.5 },
  small: { fontSize: 8, lineHeight: 1.5 },
  // From the top: an A4 page is 842 high, and a distance from its bottom is lost where content runs over several pages.
  foot: { position: 'absolute', top: 804, left: 58, right: 58, fontSize: 7.5, color: SOFT },
  number: { textAlign: 'right' },
})

export interface SheetProps {
  title: string
  lead: string
  /** Stands on every page, beside its number. */
  foot: string
  /** When it was made: the file says this and nothing else of its time. */
  at: Date
  children: ReactNode
}

/** A document of ours as PDF: language and title set, text selectable, pages numbered. */
export function Sheet({ title, lead, foot, at, children }: SheetProps) {
  return (
    <Document title={title} language="en" creator="Lethe" producer="Lethe" creationDate={at} modificationDate={at}>
      <Page size="A4" style={styles.page}>
        <Text style={styles.title}>{broken(title)}</Text>
        <Text style={styles.lead}>{broken(lead)}</Text>
        {children}
        <Text style={styles.foot} fixed>
          {broken(foot)}
        </Text>
        <Text
          style={[styles.foot, styles.number]}
          fixed
          render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`}
        />
      </Page>
    </Document>
  )
}

/**
 * `newPage`: begins on a page of its own, as annexes do. No box around it: a heading is kept with what follows only where it has
 * siblings before it.
 */
export function SheetSection({
  title,
  newPage = false,
  children,
}: {
  title: string
  newPage?: boolean
  children: ReactNode
}) {
  return (
    <>
      <Text style={styles.head} break={newPage} minPresenceAhead={36}>
        {broken(title)}
      </Text>
      {children}
    </>
  )
}

export const Paragraph = ({ children }: { children: string }) => (
  <Text style={styles.paragraph} orphans={2} widows={2}>
    {broken(children)}
  </Text>
)

/** Names with their values; `mono` for hashes and ids. */
export function SheetTerms({ terms, mono = false }: { terms: readonly (readonly [string, string])[]; mono?: boolean }) {
  return terms.map(([term, value]) => (
    <View key={term} style={mono ? [styles.row, styles.tight] : styles.row} wrap={false}>
      <Text style={mono ? [styles.term, styles.small] : styles.term}>{broken(term)}</Text>
      <Text style={mono ? [styles.mono, styles.wide] : styles.wide}>{mono ? brokenMono(value) : broken(value)}</Text>
    </View>
  ))
}

export const Mono = ({ children }: { children: string }) => <Text style={styles.mono}>{brokenMono(children)}</Text>
