import { bracketEnd, isBlank, lettersEnd, skipBlank, tokenEnd } from './cursor.ts'
import type { Header } from './header.ts'
import { columnEnd, containerPrefix, laterStamp } from './header-columns.ts'
import { boundary, isUptime, monthDay, separatorsEnd } from './header-parts.ts'
import { tagEnd } from './header-tags.ts'
import { levelAt, levelOfLetter, UNKNOWN, WARN } from './levels.ts'
import { readMessage } from './message-level.ts'
import { digitsEnd, isDigit, isLetter, type Stamp } from './times.ts'
import { readStamp } from './timestamps.ts'

/** A header longer than this is a message. */
const MAX_HEADER_CHARS = 400
const MAX_TOKENS = 18

/**
 * Reads headers token by token, as long as tokens are clocks, levels, numbers, brackets, hosts or loggers: syslog, journald,
 * log4j, logback, Python, Go, klog, logcat, nginx, Apache, PostgreSQL, MySQL, .NET, Ruby, GitHub Actions, container and
 * kubectl prefixes, logfmt and JSON lines, and the column formats of clusters. A line without a clock or a level has no
 * header: its message begins at its first character. One scanner serves many lines; `header` holds the last one's.
 */
export class HeaderScanner {
  readonly header: Header = {
    at: Number.NaN,
    yearless: false,
    level: UNKNOWN,
    content: 0,
    clockEnd: 0,
    hostStart: -1,
    hostEnd: -1,
    pidStart: -1,
    pidEnd: -1,
    threadStart: -1,
    threadEnd: -1,
    loggerStart: -1,
    loggerEnd: -1,
  }
  private readonly stamp: Stamp = { at: Number.NaN, end: -1, dated: false, yearless: false, syslog: false }
  private text = ''
  private limit = 0
  private stamped = false
  private levelled = false
  private letterLevel = false
  private syslog = false
  /** A CI runner's clock: what follows is the output of some tool, not a header, unless it has a clock of its own. */
  private plain = false
  private done = false

  /** Reads the header of `text.slice(start, end)` into `this.header` and returns it. */
  scan(text: string, start: number, end: number): Header {
    this.reset(text, start, end)
    const header = this.header
    let at = containerPrefix(text, skipBlank(text, start, this.limit), this.limit, this.stamp)
    if (at > start) header.content = skipBlank(text, start, this.limit)
    for (let n = 0; n < MAX_TOKENS && at < this.limit && !this.done; n++) {
      const next = this.step(at, n)
      if (next <= at) break
      at = skipBlank(text, next, this.limit)
      if (this.stamped || this.levelled) header.content = at
    }
    if (header.level === UNKNOWN || !this.stamped) readMessage(text, header.content, end, header)
    return header
  }

  private reset(text: string, start: number, end: number): void {
    const header = this.header
    this.text = text
    this.limit = Math.min(end, start + MAX_HEADER_CHARS)
    this.stamped = this.levelled = this.letterLevel = this.syslog = this.plain = this.done = false
    header.at = Number.NaN
    header.yearless = false
    header.level = UNKNOWN
    header.content = header.clockEnd = start
    header.hostStart = header.hostEnd = header.pidStart = header.pidEnd = -1
    header.threadStart = header.threadEnd = header.loggerStart = header.loggerEnd = -1
  }

  /** The offset after the header token at `at`, or -1 where the message begins. */
  private step(at: number, n: number): number {
    const code = this.text.charCodeAt(at)
    if (isDigit(code) || isLetter(code)) return this.word(at, n)
    if (code === 91) return this.plain ? -1 : this.bracket(at)
    if (code === 47 && this.syslog) return this.tag(at)
    if (code === 45 || code === 124 || code === 58 || code === 44)
      return this.stamped || this.levelled || n === 0 ? separatorsEnd(this.text, at, this.limit) : -1
    // Some collectors anonymise hosts as `#8#`.
    if (code === 35 && this.stamped && !this.plain && isDigit(this.text.charCodeAt(at + 1)))
      return columnEnd(this.text, at, this.limit, this.levelled, this.stamp, this.header)
    if (code === 60 && n === 0) {
      const close = digitsEnd(this.text, at + 1, this.limit)
      const version = digitsEnd(this.text, close + 1, this.limit)
      return this.text.charCodeAt(close) === 62 && close > at + 1 ? Math.max(close + 1, version) : -1
    }
    return -1
  }

  private word(at: number, n: number): number {
    if (readStamp(this.text, at, this.limit, this.stamp)) return this.takeStamp()
    if (this.plain) return -1
    if (!this.stamped && n === 0) {
      const glog = this.glog(at)
      if (glog > 0) return glog
      const later = laterStamp(this.text, at, this.limit, this.stamp)
      if (later > 0) return later
    }
    const level = this.levelWord(at, n)
    if (level > 0) return level
    if (!this.stamped && !this.levelled) return -1
    if (this.syslog) return this.tag(at)
    const column = columnEnd(this.text, at, this.limit, this.levelled, this.stamp, this.header)
    return column > 0 ? column : this.tag(at)
  }

  private takeStamp(): number {
    const { header, stamp, text } = this
    const end = stamp.end
    if (!this.stamped || Number.isNaN(header.at)) {
      header.at = stamp.dated ? stamp.at : Number.NaN
      header.yearless = stamp.yearless
    }
    // GitHub Actions and Azure Pipelines write seven digits of a second.
    this.plain = !this.stamped && text.charCodeAt(end - 1) === 90 && text.charCodeAt(end - 9) === 46
    // Clocks and columns before the last clock repeat what the line's number and the notes tell.
    header.clockEnd = skipBlank(text, end, this.limit)
    this.stamped = true
    if (!stamp.syslog) return end
    // RFC 3164: the host follows the clock, unless a tag does.
    const host = skipBlank(text, end, this.limit)
    const hostEnd = tokenEnd(text, host, this.limit)
    const last = text.charCodeAt(hostEnd - 1)
    if (hostEnd === host || hostEnd >= this.limit || last === 58 || last === 93 || text.charCodeAt(host) === 91)
      return end
    this.syslog = true
    header.hostStart = host
    header.hostEnd = hostEnd
    return hostEnd
  }

  /** glog and klog: `E0521 12:34:56.789012    1234 file.go:123] message`. */
  private glog(at: number): number {
    const { text, limit, header } = this
    const level = levelOfLetter(text.charCodeAt(at))
    if (level === UNKNOWN || digitsEnd(text, at + 1, limit) !== at + 5 || !isBlank(text.charCodeAt(at + 5))) return -1
    if (!readStamp(text, at + 6, limit, this.stamp)) return -1
    const pid = skipBlank(text, this.stamp.end, limit)
    const pidEnd = digitsEnd(text, pid, limit)
    const file = skipBlank(text, pidEnd, limit)
    const fileEnd = tokenEnd(text, file, limit)
    if (pidEnd === pid || text.charCodeAt(fileEnd - 1) !== 93) return -1
    header.level = level
    header.at = monthDay(text, at + 1, this.stamp.at)
    header.yearless = true
    header.clockEnd = at
    header.pidStart = pid
    header.pidEnd = pidEnd
    header.loggerStart = file
    header.loggerEnd = fileEnd - 1
    this.stamped = this.levelled = this.done = true
    return fileEnd
  }

  /** A level in the place of a level. Without a clock before it the word stays in the message. */
  private levelWord(at: number, n: number): number {
    const { text, limit, header } = this
    if (this.levelled) return -1
    const end = lettersEnd(text, at, limit)
    const after = end < limit ? text.charCodeAt(end) : 32
    if (end === at + 1) {
      const letter =
        this.stamped && (isBlank(after) || after === 47 || after === 44) ? levelOfLetter(text.charCodeAt(at)) : UNKNOWN
      if (letter === UNKNOWN) return -1
      header.level = letter
      this.levelled = this.letterLevel = true
      return after === 47 ? end + 1 : end
    }
    const level = levelAt(text, at, end)
    if (level === UNKNOWN || !boundary(after)) return -1
    const shouted = (text.charCodeAt(at + 1) & 32) === 0
    const columned = after !== 91 && (after !== 32 || end >= limit || isBlank(text.charCodeAt(end + 1)))
    if (!this.stamped) {
      if (n === 0 && (shouted || columned) && (after === 58 || level >= WARN || columned)) header.level = level
      return -1
    }
    if (!shouted && !columned) {
      if (level >= WARN) header.level = level
      return -1
    }
    header.level = level
    this.levelled = true
    return end
  }

  private tag(at: number): number {
    const end = tagEnd(this.text, at, this.limit, this.syslog || this.letterLevel, this.levelled, this.header)
    if (end > 0 && this.text.charCodeAt(end - 1) === 58) this.done = true
    return end
  }

  /** `[2024-05-01T12:00:00Z ERROR module]`, `[error]`, `[core:error]`, `[main]`, `[   12.345678]`. */
  private bracket(at: number): number {
    const { text, limit, header } = this
    const close = bracketEnd(text, at, limit)
    if (close < 0) return -1
    let inside = skipBlank(text, at + 1, close)
    if (!this.stamped && readStamp(text, inside, close, this.stamp)) {
      inside = skipBlank(text, this.takeStamp(), close)
      header.clockEnd = skipBlank(text, close + 1, limit)
    } else if (!this.stamped && isUptime(text, inside, close)) {
      this.stamped = true
      header.clockEnd = skipBlank(text, close + 1, limit)
      return close + 1
    }
    if (header.level === UNKNOWN && inside < close) {
      const colon = lettersEnd(text, inside, close)
      const module = text.charCodeAt(colon) === 58 && lettersEnd(text, colon + 1, close) === close
      const word = module ? colon + 1 : inside
      const wordEnd = lettersEnd(text, word, close)
      const level =
        wordEnd === word + 1 && this.stamped ? levelOfLetter(text.charCodeAt(word)) : levelAt(text, word, wordEnd)
      if (level !== UNKNOWN && (wordEnd === close || isBlank(text.charCodeAt(wordEnd)))) {
        header.level = level
        // Maven's `[ERROR]` without a clock opens a message; it is not a column.
        if (!this.stamped) return -1
        this.levelled = true
        return close + 1
      }
    }
    if (!this.stamped && !this.levelled) return -1
    if (header.threadStart < 0 && inside < close) {
      header.threadStart = inside
      header.threadEnd = close
    }
    return close + 1
  }
}
