/**
 * An answer to a question that comes again. It rests on claims, whose words and states are taken as they are at that moment.
 * Questions are put in words of our own; of the standards only ids of controls stand here.
 */
export interface LibraryAnswer {
  id: string
  /** Ways in which it is asked, in our words. */
  asks: readonly string[]
  /** Ids of CSA CCM 4 that it speaks to; a question of the CAIQ carries the id of its control. */
  ccm: readonly string[]
  /** Null where the yes or no is not ours to give. */
  answer: 'yes' | 'no' | 'na' | null
  /** Before the words of the claims. */
  note: string
  claims: readonly string[]
  /** Public page that says more. */
  page: string | null
}
