import ExcelJS from 'exceljs'

/** Questionnaires as buyers send them, with made-up questions in words of our own. */

const TOPICS: readonly (readonly [string, string])[] = [
  ['CEK-03', 'Is customer data encrypted while it is stored?'],
  ['IVS-06', 'How do you keep the data of different tenants apart?'],
  ['LOG-02', 'Are audit logs protected against change?'],
  ['IAM-14', 'Is multi-factor authentication available for all users?'],
  ['TVM-06', 'When was the last penetration test by a third party?'],
  ['DSP-16', 'After which time is data deleted?'],
  ['HRS-01', 'Do you check the background of new employees?'],
  ['SEF-07', 'How fast do you notify customers of a breach?'],
]

export const questionAt = (at: number): { ref: string; text: string } => {
  const [control, text] = TOPICS[at % TOPICS.length] ?? ['', '']
  return { ref: `${control}.${1 + Math.floor(at / TOPICS.length)}`, text: `${text} (${at + 1})` }
}

/** A workbook of `count` questions with what a real one has: widths, fills, merged titles, lists, a note, a formula, a second sheet. */
export async function sampleXlsx(count: number): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Assessment', { views: [{ state: 'frozen', ySplit: 3 }] })
  sheet.mergeCells('A1:E1')
  sheet.getCell('A1').value = 'Security assessment'
  sheet.getCell('A1').font = { bold: true, size: 16, color: { argb: 'FF15202B' } }
  sheet.getRow(3).values = ['Question ID', 'Question', 'Answer', 'Provider explanation', 'Score']
  sheet.columns = [{ width: 14 }, { width: 70 }, { width: 12 }, { width: 60 }, { width: 8 }]
  sheet.getRow(3).eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF336677' } }
  })
  for (let at = 0; at < count; at++) {
    const { ref, text } = questionAt(at)
    const row = sheet.getRow(4 + at)
    row.getCell(1).value = ref
    row.getCell(2).value =
      at % 5 === 0 ? { richText: [{ text: text.slice(0, 6), font: { bold: true } }, { text: text.slice(6) }] } : text
    row.getCell(3).dataValidation = { type: 'list', allowBlank: true, formulae: ['"Yes,No,NA"'] }
    row.getCell(3).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFFCC' } }
    row.getCell(3).border = { bottom: { style: 'thin' } }
    row.getCell(5).value = { formula: `IF(C${4 + at}="Yes",1,0)`, result: 0 }
  }
  sheet.getCell('B4').note = 'Answer for the whole organisation.'
  sheet.getCell(`E${4 + count}`).value = { formula: `SUM(E4:E${3 + count})`, result: 0 }
  sheet.addConditionalFormatting({
    ref: `C4:C${3 + count}`,
    rules: [
      { type: 'containsText', operator: 'containsText', text: 'No', priority: 1, style: { font: { bold: true } } },
    ],
  })
  const other = workbook.addWorksheet('Instructions')
  other.getCell('A1').value = 'Fill in the yellow cells.'
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** `count` questions, with quoted cells over two lines and umlauts. */
export function sampleCsv(count: number, separator = ','): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const { ref, text } = questionAt(at)
    const asked = at % 4 === 0 ? `"${text.replace(' (', '\n(')} für ""Prüfer"""` : text
    return [ref, asked, '', ''].join(separator)
  })
  return `${[['ID', 'Question', 'Response', 'Comments'].join(separator), ...rows].join('\r\n')}\r\n`
}
