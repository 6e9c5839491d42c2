import type { InstallWord } from '#lib/slack-install.ts'

interface Said {
  happened: string
  kept?: string
  todo?: string
}

const NOTHING_ADDED = 'No channel was added.'

/** What became of "Add to Slack", by the word that stands in the address when Slack has led back here. */
const WORDS: Readonly<Record<InstallWord, Said>> = {
  added: { happened: 'The channel was added. Its token is sealed.', todo: 'Send it a test message.' },
  denied: {
    happened: 'Slack was not allowed to add Lethe.',
    kept: NOTHING_ADDED,
    todo: 'Try again, or paste a webhook URL.',
  },
  expired: {
    happened: 'This way to Slack has ended: it is good once, for ten minutes.',
    kept: NOTHING_ADDED,
    todo: 'Press “Add to Slack” once more.',
  },
  elsewhere: {
    happened: 'This was begun in another session or another workspace.',
    kept: NOTHING_ADDED,
    todo: 'Press “Add to Slack” in the workspace that the channel is for.',
  },
  failed: { happened: 'Slack did not give a token.', kept: NOTHING_ADDED, todo: 'Try again in a minute.' },
  full: {
    happened: 'A workspace may have 20 channels.',
    kept: NOTHING_ADDED,
    todo: 'Remove one, then press “Add to Slack” once more.',
  },
  no_channel: {
    happened: 'Slack named no channel that a bot can post to.',
    kept: NOTHING_ADDED,
    todo: 'Pick a channel rather than a person.',
  },
  rotating: {
    happened: 'This Slack app gives tokens that end after twelve hours.',
    kept: NOTHING_ADDED,
    todo: 'Whoever runs this Lethe must switch token rotation off in the app.',
  },
}

/** Null for a word that is none of ours. */
export function saidOf(word: string | undefined): { tone: 'note' | 'problem'; said: Said } | null {
  if (word === undefined || !Object.hasOwn(WORDS, word)) return null
  return { tone: word === 'added' ? 'note' : 'problem', said: WORDS[word as InstallWord] }
}
