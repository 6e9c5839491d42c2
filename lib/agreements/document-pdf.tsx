import { renderToBuffer } from '@react-pdf/renderer'
import { Paragraph, Sheet, SheetSection, SheetTerms } from '../pdf/sheet.tsx'
import { measureTerm, type ReadDocument, subprocessorTerms } from './read-document.ts'

/** The agreement with its annexes as PDF. Made from the texts whose hashes are signed, and from nothing else. */
export function documentPdf(read: ReadDocument, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  return renderToBuffer(<Agreement read={read} at={at} />).then((buffer) => new Uint8Array(buffer))
}

function Agreement({ read, at }: { read: ReadDocument; at: Date }) {
  const { text, annex1, annex2, annex3, sha256 } = read
  return (
    <Sheet
      title={text.title}
      lead={`Version ${text.version}`}
      foot={`${text.title} ${text.version} · SHA-256 ${sha256.slice(0, 16)}…`}
      at={at}
    >
      {text.clauses.map(({ title, paragraphs }) => (
        <SheetSection key={title} title={title}>
          {paragraphs.map((paragraph) => (
            <Paragraph key={paragraph}>{paragraph}</Paragraph>
          ))}
        </SheetSection>
      ))}
      <SheetSection title="About this text">
        <Paragraph>{text.attribution}</Paragraph>
      </SheetSection>
      <SheetSection title={annex1.title} newPage>
        <SheetTerms terms={annex1.terms} />
      </SheetSection>
      <SheetSection title={annex2.title} newPage>
        <Paragraph>
          Each measure is a public statement with a check behind it; beside it stands its state when this document was
          made, and what the check does not show.
        </Paragraph>
        <SheetTerms terms={annex2.measures.map(measureTerm)} />
      </SheetSection>
      <SheetSection title={annex3.title} newPage>
        <SheetTerms terms={subprocessorTerms(annex3)} />
      </SheetSection>
    </Sheet>
  )
}
