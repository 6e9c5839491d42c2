import type { DeliveryView } from '#lib/data/deliveries.ts'

export type DeliveryState = DeliveryView['state']

/** What became of a delivery, in a word or two. */
export const STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
  received: 'Waiting',
  analyzing: 'Being analyzed',
  analyzed: 'Analyzed',
  delivered: 'Analyzed and sent on',
  failed: 'Failed',
  coalesced: 'Joined',
  ignored: 'Nothing to do',
  interrupted: 'Interrupted',
}

/** The sentence behind a reason's word. A word that is not here is shown as it is, with blanks. */
const REASON_SENTENCES: Readonly<Record<string, string>> = {
  same_alert: 'A repeat of an alert that is answered already.',
  resolved: 'The sender says that it is over.',
  acknowledged: 'The sender says that somebody took it.',
  info: 'It reports nothing that is wrong.',
  ping: 'A test of the connection: it works.',
  not_the_incident: 'About a note or a responder, not the incident itself.',
  other_event: 'About something other than an incident.',
  empty: 'The body was empty.',
  not_json: 'The body was not JSON.',
  no_event: 'No event stood in the body.',
  no_incident_id: 'The incident in it had no id.',
  invalid: 'The body could not be read.',
  not_delivered: 'Analyzed, and no channel took the message.',
  not_analyzed: 'The analysis ended with a fault of ours. The text is gone.',
  same_cause: 'Another alert of the same cause is answered already.',
  storm: 'Too much was waiting, so it joined an alert that says the same.',
  shutdown: 'The server was told to stop before this was begun. The text is gone, as it is kept in memory only.',
  timed_out: 'The analysis took too long and was given up. The text is gone.',
  deadline: 'It waited too long to be analyzed. The text is gone.',
  asked_again: 'The text was lost; it was asked for again at the sender.',
  subscription_confirmed: 'The subscription was confirmed.',
  process_lost: 'The server stopped while it worked on this. The text is gone, as it is kept in memory only.',
}

export function reasonSentence(reason: string): string {
  return Object.hasOwn(REASON_SENTENCES, reason) ? (REASON_SENTENCES[reason] ?? reason) : reason.replaceAll('_', ' ')
}
