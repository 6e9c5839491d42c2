import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { CLAIMS } from '../trust/claim-list.ts'
import type { ClaimStateKind } from '../trust/claim-state.ts'
import { claimView } from '../trust/claim-view.ts'
import { questionAt, sampleCsv, sampleXlsx } from './cases/sample-files.ts'
import { questionsOf, recognise } from './columns.ts'
import { encodingOf, readCsv, writeCsv } from './csv-file.ts'
import { WRITTEN_ANSWERS } from './library.ts'
import { proposerOf } from './propose.ts'
import { formatOf, plainFileName, readWorkbook, writeWorkbook } from './workbook.ts'

const said = (work: () => unknown): string => {
  try {
    work()
    return 'taken'
  } catch (error) {
    if (error instanceof AppError) return error.parts.happened
    throw error
  }
}

/** The sample with one of its files changed, or added. */
async function spoilt(name: string, change: (text: string) => string, count = 3): Promise<Uint8Array> {
  const files = unzipSync(await sampleXlsx(count))
  const before = files[name]
  return zipSync({ ...files, [name]: strToU8(change(before ? strFromU8(before) : '')) })
}
const SHEET = 'xl/worksheets/sheet1.xml'

describe('a workbook of 283 questions', () => {
  it('is read whole, its columns are recognised, and what it lets one choose is known', async () => {
    const tables = readWorkbook(await sampleXlsx(283), 'xlsx')
    const layout = recognise(tables)
    expect(layout.sheets).toEqual([
      { name: 'Assessment', included: true, headerRow: 3, id: 0, question: 1, answer: 2, comment: 3 },
      expect.objectContaining({ name: 'Instructions', included: false }),
    ])
    const { asked, more } = questionsOf(tables, layout)
    expect([asked.length, more]).toEqual([283, false])
    expect(asked[0]).toEqual({ sheet: 'Assessment', row: 4, ...questionAt(0) })
    expect(tables[0]?.choices[2]).toEqual(['Yes', 'No', 'NA'])
  })

  it('comes back with its answers, and nothing else has changed: every other file byte for byte, every style, list and formula', async () => {
    const before = await sampleXlsx(283)
    const cells = Array.from({ length: 283 }, (_, at) => [
      { sheet: 'Assessment', row: 4 + at, column: 2, text: 'Yes' },
      { sheet: 'Assessment', row: 4 + at, column: 3, text: `Because & <${at}>\nsecond line` },
    ]).flat()
    const { bytes, held } = writeWorkbook(before, 'xlsx', cells)
    expect(held).toEqual([])
    const [was, is] = [unzipSync(before), unzipSync(bytes)]
    const names = Object.keys(was).filter((name) => !name.endsWith('/'))
    expect(Object.keys(is).sort()).toEqual(names.sort())
    for (const name of names)
      if (name !== SHEET && name !== 'xl/workbook.xml')
        expect(Buffer.compare(Buffer.from(is[name] ?? []), Buffer.from(was[name] ?? [])), name).toBe(0)
    const book = (files: Record<string, Uint8Array>) => strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())
    // Whoever opens it has their formulas computed anew, from the answers.
    expect(book(is).replace(' fullCalcOnLoad="1"', '')).toBe(book(was).replace(' fullCalcOnLoad="1"', ''))
    expect(book(is)).toContain('fullCalcOnLoad="1"')
    // Read by another program than the one that wrote it.
    const [first, second] = [new ExcelJS.Workbook(), new ExcelJS.Workbook()]
    await first.xlsx.load(Buffer.from(before) as never)
    await second.xlsx.load(Buffer.from(bytes) as never)
    const [old, made] = [first.getWorksheet('Assessment'), second.getWorksheet('Assessment')]
    expect(made?.getCell('C4').value).toBe('Yes')
    expect(made?.getCell('D286').value).toBe('Because & <282>\nsecond line')
    expect(made?.getCell('E287').value).toEqual(old?.getCell('E287').value)
    expect(made?.getCell('E287').formula).toBe('SUM(E4:E286)')
    for (const at of ['A1', 'C4', 'C200', 'E5', 'B9']) {
      expect(made?.getCell(at).style, at).toEqual(old?.getCell(at).style)
      expect(made?.getCell(at).dataValidation, at).toEqual(old?.getCell(at).dataValidation)
    }
    expect(made?.model.merges).toEqual(old?.model.merges)
    expect(made?.getCell('B4').note).toEqual(old?.getCell('B4').note)
  })

  it('keeps cells with a formula, and says which', async () => {
    const cell = { sheet: 'Assessment', row: 4, column: 4, text: 'Yes' }
    const { held, bytes } = writeWorkbook(await sampleXlsx(3), 'xlsx', [cell])
    expect(held).toEqual([cell])
    expect(strFromU8(unzipSync(bytes)[SHEET] ?? new Uint8Array())).toContain('IF(C4=')
  })

  it('is read with other prefixes, without references of cells, and from empty rows', async () => {
    const bytes = await spoilt(
      SHEET,
      () =>
        '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c t="inlineStr"><x:is><x:t>Question</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Answer</x:t></x:is></x:c></x:row><x:row r="2"><x:c t="str"><x:v>Is it &#x22;safe&quot;?</x:v></x:c></x:row><x:row r="3" spans="1:1"/></x:sheetData></x:worksheet>',
    )
    const tables = readWorkbook(bytes, 'xlsx')
    expect(questionsOf(tables, recognise(tables)).asked[0]?.text).toBe('Is it "safe"?')
    const cells = [2, 3].map((row) => ({ sheet: 'Assessment', row, column: 1, text: 'No' }))
    const again = readWorkbook(writeWorkbook(bytes, 'xlsx', cells).bytes, 'xlsx')
    expect(again[0]?.rows.map(({ cells: its }) => its[1])).toEqual(['Answer', 'No', 'No'])
  })
})

describe('a CSV of 124 rows', () => {
  const encodings = {
    'utf-8': (text: string) => Buffer.from(text),
    'utf-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
    'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
    'utf-16le with a mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'utf-16be with a mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'windows-1252': (text: string) => Buffer.from(text, 'latin1'),
  }
  it.each(Object.entries(encodings))('in %s comes back in it, and differs in the answers alone', (name, encode) => {
    for (const separator of [',', ';', '\t']) {
      const text = sampleCsv(124, separator)
      const bytes = encode(text)
      expect(encodingOf(bytes)).toBe(name.replace(' with a mark', ''))
      const tables = readWorkbook(bytes, 'csv')
      const { asked } = questionsOf(tables, recognise(tables))
      expect(asked).toHaveLength(124)
      expect(asked[0]?.text).toContain('für "Prüfer"')
      expect(Buffer.from(writeCsv(bytes, [])).equals(bytes)).toBe(true)
      const written = writeCsv(
        bytes,
        asked.map(({ row }) => ({ sheet: '', row, column: 2, text: `Ja, für ${row}; "ja"` })),
      )
      const again = readCsv(written)[0]?.rows
      expect(again?.slice(1).map(({ cells }) => cells[2])).toEqual(asked.map(({ row }) => `Ja, für ${row}; "ja"`))
      expect(again?.map(({ cells }) => cells[1])).toEqual(tables[0]?.rows.map(({ cells }) => cells[1]))
    }
  })

  it('lets no spreadsheet compute what stands in it, whoever wrote it', () => {
    const bytes = Buffer.from('ID,Question,Answer\r\n1,"=cmd|x",\r\n2,-,\r\n3,-5,+1.5\r\n4,@SUM(A1),')
    const out = Buffer.from(writeCsv(bytes, [{ sheet: '', row: 2, column: 2, text: '=1+1' }])).toString()
    expect(out).toBe("ID,Question,Answer\r\n1,'=cmd|x,'=1+1\r\n2,-,\r\n3,-5,+1.5\r\n4,'@SUM(A1),")
  })

  it('takes answers right of where a row ends', () => {
    const out = Buffer.from(writeCsv(Buffer.from('a;b\nc\n'), [{ sheet: '', row: 2, column: 3, text: 'x' }]))
    expect(out.toString()).toBe('a;b\nc;;;x\n')
  })

  it('is read whatever it holds, and written back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const bytes = Buffer.from(text)
        if (said(() => readCsv(bytes)) !== 'taken') return
        const [table] = readCsv(bytes)
        const cells = (table?.rows ?? []).map(({ number }) => ({ sheet: '', row: number, column: 1, text: 'yes' }))
        const again = readCsv(writeCsv(bytes, cells))[0]?.rows.filter(({ number }) =>
          cells.some((at) => at.row === number),
        )
        if (encodingOf(bytes) === 'utf-8') expect(again?.every((row) => row.cells[1] === 'yes')).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a hostile file', () => {
  it('is refused with a reason: macros, controls, embedded programs, links that start one, passwords, other archives', async () => {
    const added = (name: string) => spoilt(name, () => 'x')
    expect(said(() => formatOf(strToU8('PK'), 'a.xlsm'))).toMatch(/macros/)
    for (const name of ['xl/vbaProject.bin', 'xl/macrosheets/s.xml', 'xl/embeddings/o.bin', 'xl/activeX/a.bin']) {
      const bytes = await added(name)
      expect(
        said(() => readWorkbook(bytes, 'xlsx')),
        name,
      ).toMatch(/macros/)
    }
    const typed = await spoilt('[Content_Types].xml', (text) => text.replace('sheet.main', 'sheet.macroEnabled.main'))
    expect(said(() => readWorkbook(typed, 'xlsx'))).toMatch(/macros/)
    const linked = await spoilt('xl/externalLinks/externalLink1.xml', () => '<externalLink><ddeLink/></externalLink>')
    expect(said(() => readWorkbook(linked, 'xlsx'))).toMatch(/starts another program/)
    const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0)
    expect(said(() => readWorkbook(compound, formatOf(compound, 'a.xlsx')))).toMatch(/password/)
    expect(said(() => readWorkbook(zipSync({ 'a.txt': strToU8('a') }), 'xlsx'))).toMatch(/no sheet/)
    expect(said(() => readWorkbook(strToU8('\u0000\u0001\u0002text'), 'csv'))).toMatch(/no XLSX and no CSV/)
    expect(said(() => readWorkbook(new Uint8Array(), 'csv'))).toMatch(/empty/)
  })

  it('is refused where it would unpack to much, states less than it unpacks to, or holds many files', async () => {
    const files = unzipSync(await sampleXlsx(3))
    const bomb = zipSync({ ...files, 'xl/media/a.bin': new Uint8Array(60 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(said(() => readWorkbook(bomb, 'xlsx'))).toMatch(/unpacks to more/)
    // Sizes in the list of files say one byte for everything.
    const lying = Uint8Array.from(bomb)
    for (let at = 0; at < lying.length - 46; at++)
      if (lying[at] === 0x50 && lying[at + 1] === 0x4b && lying[at + 2] === 1 && lying[at + 3] === 2)
        lying.set([1, 0, 0, 0], at + 24)
    expect(said(() => readWorkbook(lying, 'xlsx'))).not.toBe('taken')
    const many = zipSync({
      ...files,
      ...Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`x/${n}`, strToU8('')])),
    })
    expect(said(() => readWorkbook(many, 'xlsx'))).toMatch(/unpacks to more/)
    expect(said(() => readWorkbook(new Uint8Array(11 * 1024 * 1024), 'csv'))).toMatch(/larger than 10 MB/)
  })

  it('is refused with entities, with paths that lead out, and with more rows than a questionnaire has', async () => {
    const entities = await spoilt(SHEET, (text) => `<!DOCTYPE x [<!ENTITY a "b">]>${text}`)
    expect(said(() => readWorkbook(entities, 'xlsx'))).toMatch(/damaged/)
    for (const name of ['../evil.xml', '/etc/x', 'xl\\..\\x', 'C:x']) {
      const bytes = await spoilt(name, () => 'x')
      expect(
        said(() => readWorkbook(bytes, 'xlsx')),
        name,
      ).toMatch(/damaged/)
    }
    const rows = await spoilt(
      SHEET,
      () => `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(10_001)}</sheetData></worksheet>`,
    )
    expect(said(() => readWorkbook(rows, 'xlsx'))).toMatch(/more than 10000 rows/)
    expect(said(() => readCsv(strToU8('a\n'.repeat(10_002))))).toMatch(/more than 10000 rows/)
  })

  it('costs no more than it weighs: merged ranges and lists over a whole sheet, cells far out, rows far down', async () => {
    const bytes = await spoilt(SHEET, (text) =>
      text
        .replace('<sheetData>', '<sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>far</v></c></row>')
        .replace(
          '</sheetData>',
          '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"Yes"</formula1></dataValidation></dataValidations>',
        ),
    )
    const before = process.cpuUsage()
    readWorkbook(bytes, 'xlsx')
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_500)
    // Millions of empty cells, in a file of a few kilobytes: refused before they are all read.
    const cells = await spoilt(
      SHEET,
      () => `<worksheet><sheetData><row>${'<c/>'.repeat(6_000_000)}</row></sheetData></worksheet>`,
    )
    expect(cells.length).toBeLessThan(200_000)
    expect(said(() => readWorkbook(cells, 'xlsx'))).toMatch(/more cells than a questionnaire/)
    expect(said(() => readCsv(new Uint8Array(9_000_000).fill(0x2c)))).toMatch(/more cells than a questionnaire/)
  })

  it('ends in an answer or a refusal whatever is changed in it, and keeps its prototypes', async () => {
    const files = unzipSync(await sampleXlsx(4))
    const whole = strFromU8(files[SHEET] ?? new Uint8Array())
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(60), fc.string({ unit: 'binary', maxLength: 12 }), (at, cut, text) => {
        const changed = whole.slice(0, at) + text + whole.slice(at + cut)
        const bytes = zipSync({ ...files, [SHEET]: strToU8(changed) }, { level: 0 })
        if (said(() => readWorkbook(bytes, 'xlsx')) === 'taken')
          writeWorkbook(bytes, 'xlsx', [{ sheet: 'Assessment', row: 5, column: 2, text: 'Yes' }])
      }),
      { numRuns: 300 },
    )
    const packed = zipSync(files)
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Uint8Array.from(packed)
        bytes[at] = byte
        said(() => readWorkbook(bytes, 'xlsx'))
      }),
      { numRuns: 300 },
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('has a name that no path, header or terminal reads otherwise', () => {
    const names = [
      '../../etc/passwd.xlsx',
      'C:\\x\\a.xlsx',
      'a\r\nSet-Cookie: x.xlsx',
      '.\u202excod.exe',
      '"; rm -rf',
      '',
    ]
    for (const name of names) expect(plainFileName(name, 'xlsx'), name).toMatch(/^[\p{L}\p{N} ._()&-]+\.xlsx$/u)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(plainFileName(name, 'csv')).toMatch(/^[^/\\\r\n"<>|]{1,125}$/)
      }),
    )
  })

  it('puts no formula into a workbook', async () => {
    const cell = { sheet: 'Assessment', row: 4, column: 3, text: '=HYPERLINK("x")' }
    const { bytes } = writeWorkbook(await sampleXlsx(3), 'xlsx', [cell])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.from(bytes) as never)
    expect(workbook.getWorksheet('Assessment')?.getCell('D4').value).toBe('\'=HYPERLINK("x")')
  })
})

const viewed = (kinds: Record<string, ClaimStateKind> = {}) =>
  CLAIMS.map((claim) => {
    const context = { evidence: { kind: 'none' as const }, now: new Date(), sourceHash: null, trustedKey: null }
    const view = claimView(claim, { ...context, attestations: [] })
    return { ...view, state: { ...view.state, kind: kinds[claim.id] ?? ('verified' as const) } }
  })

describe('the library', () => {
  it('names claims that exist and ids that are used once, and repeats no words of a standard', () => {
    const known = new Set(CLAIMS.map(({ id }) => id))
    const ids = WRITTEN_ANSWERS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, claims, asks, ccm, answer } of WRITTEN_ANSWERS) {
      expect(
        claims.filter((claim) => !known.has(claim)),
        id,
      ).toEqual([])
      expect(
        ccm.every((control) => /^[A-Z&]{2,4}-\d{2}$/.test(control)),
        id,
      ).toBe(true)
      expect(asks.length, id).toBeGreaterThan(0)
      // A yes rests on a claim, or a page says it.
      if (answer === 'yes' && id !== 'QP-12')
        expect(claims.length + (id === 'QI-02' ? 1 : 0) + (id.startsWith('QO') ? 1 : 0), id).toBeGreaterThan(0)
    }
  })

  const proposer = proposerOf(viewed(), 'https://lethe.example')
  const asked: readonly (readonly [string, string, string])[] = [
    ['', 'Is multi-factor authentication enforced for user accounts?', 'QI-01'],
    ['', 'Please describe how you segregate tenants in your multi-tenant platform.', 'QI-06'],
    ['', 'Do you use customer data for training of AI models?', 'QD-10'],
    ['', 'Do you perform third-party penetration testing at least annually?', 'QP-05'],
    ['', 'Can you supply an SBOM?', 'QP-04'],
    ['', 'Are employee background checks performed prior to employment?', 'QO-03'],
    ['', 'What is your password complexity policy?', 'QI-03'],
    ['', 'List all sub-processors that process customer data.', 'QP-10'],
    ['', 'Do you have cyber liability insurance?', 'QO-13'],
    ['LOG-02.1', 'Are logs safeguarded against modification?', 'QI-09'],
    ['', 'Do you support single sign-on via SAML or OIDC?', 'QI-02'],
    ['', 'Will you sign a BAA?', 'QO-16'],
    ['', 'How long do you retain customer data?', 'QD-05'],
    ['', 'Do you hold SOC 2 Type II or ISO 27001 certification?', 'QO-01'],
  ]
  it.each(asked)('%s "%s" finds %s', (ref, text, id) => {
    expect(proposer.propose({ ref, text }, []).libraryId).toBe(id)
  })

  it.each([
    'What is your favourite colour?',
    'Please attach a photograph of the building.',
    'How many employees do you have?',
  ])('proposes nothing to "%s"', (text) => {
    expect(proposer.propose({ ref: '', text }, [])).toMatchObject({ match: 'none', answer: '', comment: '' })
  })

  it('gives no yes by the id of a control alone', () => {
    const proposal = proposer.propose({ ref: 'CEK-03.7', text: 'Which zebra crossed the quarterly river?' }, [])
    expect(proposal).toMatchObject({ match: 'id', answer: '' })
  })

  it('answers in the words of the file, and leaves open what its list has no word for', () => {
    const ask = (choices: string[]) =>
      proposer.propose({ ref: '', text: 'What is your password complexity policy?' }, choices).answer
    expect([ask([]), ask(['Yes', 'No', 'NA']), ask(['yes', 'not applicable']), ask(['1', '2'])]).toEqual([
      'N/A',
      'NA',
      'not applicable',
      '',
    ])
  })

  it('gives no answer while its claim is failing', () => {
    const failing = proposerOf(viewed({ 'ISO-02': 'failing' }), 'https://lethe.example')
    const text = 'Please describe how you segregate tenants in your multi-tenant platform.'
    expect(proposer.propose({ ref: '', text }, []).answer).toBe('Yes')
    expect(failing.propose({ ref: '', text }, [])).toMatchObject({ libraryId: 'QI-06', answer: '' })
  })
})
