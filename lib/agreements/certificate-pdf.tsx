import { renderToBuffer } from '@react-pdf/renderer'
import { Mono, Paragraph, Sheet, SheetSection, SheetTerms } from '../pdf/sheet.tsx'
import { FIELD_NAMES, type Fields } from './record.ts'

export interface Certified {
  fields: Fields
  seal: string
  anchor: { seq: number; at: string; hash: string }
  publicKey: string
  fingerprint: string
}

/** Says who signed what, when and how, and how anybody can compute the seal again. */
export function certificatePdf(certified: Certified, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  return renderToBuffer(<Certificate {...certified} at={at} />).then((buffer) => new Uint8Array(buffer))
}

/** Plain words for what a reader looks for first; the fields in full follow. */
function summaryOf(fields: Fields): (readonly [string, string])[] {
  return [
    ['Agreement', `Data Processing Agreement, version ${fields.version}`],
    ['Between', `${fields.company}, ${fields.companyAddress}, ${fields.country}`],
    ['And', `${fields.provider}, ${fields.providerAddress}`],
    ['Signed by', `${fields.signerName}, ${fields.signerTitle}, ${fields.signerEmail}`],
    ['Signed at', `${fields.signedAt}`],
    ['Said', `${fields.consent}`],
    ['E-mail', `A link was sent to ${fields.signerEmail} at ${fields.linkSentAt}; the signature was given with it.`],
    ['From', `${fields.address}, ${fields.agent}`],
    [
      'Countersigned',
      `${fields.countersignerName}, ${fields.countersignerTitle}, at ${fields.countersignedAt}, by an authorisation of ${fields.authorisedAt} for the unchanged text alone`,
    ],
  ]
}

function Certificate({ fields, seal, anchor, publicKey, fingerprint, at }: Certified & { at: Date }) {
  return (
    <Sheet
      title="Certificate of signature"
      lead={`${fields.company} and ${fields.provider}`}
      foot={`Seal ${seal.slice(0, 16)}… · key ${fingerprint}`}
      at={at}
    >
      <SheetTerms terms={summaryOf(fields)} />
      <SheetSection title="Seal">
        <Mono>{seal}</Mono>
      </SheetSection>
      <SheetSection title="How to compute it again">
        <Paragraph>
          Write one line for each field below, in this order: its name, a colon, the number of bytes of its value in
          UTF-8, a colon, the value, a line feed. The SHA-256 of all lines, in lower-case hex, is the seal.
        </Paragraph>
        <Paragraph>
          Or let the command do it, offline, with the record and the two PDFs: bin/lethe trust verify record.json
          --document agreement.pdf --certificate certificate.pdf
        </Paragraph>
        <Paragraph>
          {`The seal is named by event ${anchor.seq} of the operator’s log (${anchor.at}), each event of which names the hash of the one before. The installation signed seal, event and this certificate with Ed25519.`}
        </Paragraph>
        <SheetTerms
          mono
          terms={[
            ['Hash of the event', anchor.hash],
            ['Public key', publicKey],
          ]}
        />
      </SheetSection>
      <SheetSection title="What this does not show">
        <Paragraph>
          That the person is who they say: it shows that somebody with access to the mailbox signed. The times are those
          of the server. Whoever holds the database and the key of the installation could write another history; the
          record that you keep is what shows it. This is a simple electronic signature, no qualified one. Letters other
          than Latin and Cyrillic are shown here as “?”; the record has them.
        </Paragraph>
      </SheetSection>
      <SheetSection title="Fields" newPage>
        <SheetTerms mono terms={FIELD_NAMES.map((name) => [name, fields[name] ?? ''])} />
      </SheetSection>
    </Sheet>
  )
}
