/** What must never reach a terminal from a log: escapes, controls, bidi marks, invisible characters that hide text. */
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b./g
const CARET_COLOURS = /\^\[\[[0-9;]{0,12}m/g
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** Text that is safe to print on one line: terminal escapes and control, bidi and invisible characters are taken out. */
export function printable(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(CARET_COLOURS, '')
    .replace(/[\t\r\n]{1,100} ?/g, ' ')
    .replace(HIDDEN, '')
}

/** Lines of at most `width` characters, broken at blanks, else within a word. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((word) => pieces(word, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function pieces(word: string, width: number): string[] {
  const parts: string[] = []
  for (let at = 0; at < word.length; at += width) parts.push(word.slice(at, at + width))
  return parts.length > 0 ? parts : ['']
}
