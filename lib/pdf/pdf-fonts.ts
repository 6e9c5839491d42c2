import path from 'node:path'
import { Font } from '@react-pdf/renderer'

/** The two typefaces of every PDF, from files of the package. Importing this registers them. */

const FONTS = path.join(process.cwd(), 'node_modules/geist/dist/fonts')
Font.register({
  family: 'Geist',
  fonts: [
    { src: path.join(FONTS, 'geist-sans/Geist-Regular.ttf') },
    { src: path.join(FONTS, 'geist-sans/Geist-SemiBold.ttf'), fontWeight: 600 },
  ],
})
Font.register({ family: 'Geist Mono', src: path.join(FONTS, 'geist-mono/GeistMono-Regular.ttf') })
// A word of a log is not broken with a hyphen that was never in it.
Font.registerHyphenationCallback((word) => [word])

/** What the fonts have: Latin and Cyrillic with their punctuation. Of other scripts every sign is shown as `?`. */
const UNKNOWN = /[^\n -\u024f\u0400-\u045f\u2010-\u2014\u2018-\u201e\u2022\u2026\u2039\u203a\u20ac]/gu

/** Text as a page can show it: a word without a blank that is wider than the page gets a blank every 60 signs. */
export const broken = (text: string): string => shown(text).replace(/\S{60}(?=\S)/g, '$& ')

/** The same in small mono beside a name: 68 signs fit, so that a SHA-256 of 64 stays in one piece and can be copied. */
export const brokenMono = (text: string): string => shown(text).replace(/\S{68}(?=\S)/g, '$& ')

const shown = (text: string): string => text.replaceAll('⋯', '…').replace(UNKNOWN, '?')
