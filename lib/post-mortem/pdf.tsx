import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { broken } from '../pdf/pdf-fonts.ts'
import { LEFT_TO_PEOPLE, type PostMortem, TO_BE_WRITTEN } from './facts.ts'

const WHOLE_ITEMS = 5
const INK = '#15202b'
const SOFT = '#47525e'
const LINE = '#d5dade'
const styles = StyleSheet.create({
  page: { paddingVertical: 48, paddingHorizontal: 52, fontFamily: 'Geist', fontSize: 10, lineHeight: 1.45, color: INK },
  title: { fontSize: 18, fontWeight: 600, lineHeight: 1.25, marginBottom: 6 },
  lead: { color: SOFT, marginBottom: 10 },
  head: { fontSize: 12, fontWeight: 600, marginTop: 14, marginBottom: 4 },
  strong: { fontWeight: 600 },
  mono: { fontFamily: 'Geist Mono', fontSize: 8.5, lineHeight: 1.5 },
  row: { flexDirection: 'row', borderTopWidth: 0.5, borderTopColor: LINE, paddingVertical: 3, gap: 8 },
  number: { fontFamily: 'Geist Mono', fontSize: 8.5, lineHeight: 1.5, width: 44, color: SOFT, textAlign: 'right' },
  wide: { flex: 1 },
  item: { flexDirection: 'row', gap: 6, marginBottom: 2 },
  foot: { position: 'absolute', bottom: 24, left: 52, right: 52, fontSize: 8, color: SOFT, textAlign: 'center' },
})

/** The report as PDF: text can be selected and searched, the language is set, pages are numbered. About a tenth of a second. */
export function postMortemPdf(report: PostMortem): Promise<Uint8Array<ArrayBuffer>> {
  return renderToBuffer(<Report report={report} />).then((buffer) => new Uint8Array(buffer))
}

function Report({ report }: { report: PostMortem }) {
  const { title, writtenAt, decision, reason, confidence } = report
  return (
    <Document title={title} language="en" subject="Post-mortem" creator="Lethe" producer="Lethe">
      <Page size="A4" style={styles.page}>
        <Text style={styles.title}>{broken(title)}</Text>
        <Text style={styles.lead}>
          {writtenAt} · {decision} · confidence {confidence}
        </Text>
        <Text>{broken(reason)}</Text>
        <Section title="Facts">
          {report.facts.map(([name, value]) => (
            <Row key={name} left={name} leftWidth={90}>
              {broken(value)}
            </Row>
          ))}
        </Section>
        <Section title="Summary">
          <Text>{broken(report.summary)}</Text>
        </Section>
        <ToBeWritten title={LEFT_TO_PEOPLE[0]} />
        <Causes causes={report.causes} />
        <Items title="Why this confidence" items={report.confidenceReasons} />
        <Timeline rows={report.timeline} />
        <Actions title="Actions" actions={report.actions} />
        <Actions title="What would disprove this" actions={report.killTest ? [report.killTest] : []} />
        <Items title="Ruled out" items={report.ruledOut} />
        <Items title="What is missing" items={report.gaps} />
        {LEFT_TO_PEOPLE.slice(1).map((name) => (
          <ToBeWritten key={name} title={name} />
        ))}
        <Items title="What left and what stayed" items={report.receipt} />
        <Text style={styles.foot} fixed render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`} />
      </Page>
    </Document>
  )
}

/** `whole`: short enough to stay on one page with its title. */
function Section({ title, whole = false, children }: { title: string; whole?: boolean; children: ReactNode }) {
  return (
    <View wrap={!whole}>
      <Text style={styles.head} minPresenceAhead={40}>
        {title}
      </Text>
      {children}
    </View>
  )
}

const ToBeWritten = ({ title }: { title: string }) => (
  <Section title={title} whole>
    <Text style={{ color: SOFT }}>{TO_BE_WRITTEN}</Text>
  </Section>
)

function Row({ left, leftWidth, children }: { left: string; leftWidth: number; children: ReactNode }) {
  return (
    <View style={styles.row} wrap={false}>
      <Text style={{ width: leftWidth, color: SOFT }}>{left}</Text>
      <Text style={styles.wide}>{children}</Text>
    </View>
  )
}

function Causes({ causes }: { causes: PostMortem['causes'] }) {
  if (causes.length === 0)
    return (
      <Section title="Causes">
        <Text>No cause is named.</Text>
      </Section>
    )
  return (
    <Section title="Causes">
      {placed(causes).map(({ place, title, evidence }) => (
        <View key={place} style={{ marginBottom: 6 }}>
          <Text style={styles.strong}>{broken(title)}</Text>
          {evidence.map(({ line, count, template }) => (
            <View key={line} style={styles.row} wrap={false}>
              <Text style={styles.number}>{line}</Text>
              <Text style={[styles.mono, styles.wide]}>{broken(template)}</Text>
              <Text style={styles.number}>×{count}</Text>
            </View>
          ))}
        </View>
      ))}
    </Section>
  )
}

/** Each with its place, since two may be alike. */
const placed = <T extends object>(items: readonly T[]) => items.map((item, place) => ({ ...item, place }))

function Timeline({ rows }: { rows: PostMortem['timeline'] }) {
  if (rows.length === 0) return null
  const clocked = rows.some(({ at }) => at !== '')
  return (
    <Section title="Timeline">
      {placed(rows).map(({ place, line, at, label, kind }) => (
        <View key={place} style={styles.row} wrap={false}>
          <Text style={styles.number}>{line}</Text>
          {clocked && <Text style={[styles.mono, { width: 130 }]}>{broken(at)}</Text>}
          <Text style={styles.wide}>{broken(label)}</Text>
          <Text style={{ width: 56, color: SOFT }}>{kind}</Text>
        </View>
      ))}
    </Section>
  )
}

function Actions({ title, actions }: { title: string; actions: PostMortem['actions'] }) {
  if (actions.length === 0) return null
  return (
    <Section title={title} whole={actions.length <= WHOLE_ITEMS}>
      {actions.map(({ text, risk, command }) => (
        <View key={text} style={{ marginBottom: 4 }} wrap={false}>
          <Text>
            {broken(text)} ({risk})
          </Text>
          {command !== null && <Text style={styles.mono}>{broken(command)}</Text>}
        </View>
      ))}
    </Section>
  )
}

function Items({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <Section title={title} whole={items.length <= WHOLE_ITEMS}>
      {items.map((item) => (
        <View key={item} style={styles.item}>
          <Text>•</Text>
          <Text style={styles.wide}>{broken(item)}</Text>
        </View>
      ))}
    </Section>
  )
}
