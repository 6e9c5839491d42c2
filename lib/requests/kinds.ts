/** Kinds, states and words of the queue, for pages, mails and the export. */

export const ASKED_KINDS = ['architecture_review', 'custom_terms', 'baa', 'data_rights'] as const
export const KINDS = [...ASKED_KINDS, 'vulnerability'] as const
export type AskedKind = (typeof ASKED_KINDS)[number]
export type Kind = (typeof KINDS)[number]

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  architecture_review: 'Architecture review',
  custom_terms: 'Other terms',
  baa: 'Business associate agreement',
  data_rights: 'Data rights',
  vulnerability: 'Weakness',
}

export const STATES = ['new', 'in_work', 'waiting', 'answered', 'refused', 'closed'] as const
export type State = (typeof STATES)[number]
export const STATE_NAMES: Readonly<Record<State, string>> = {
  new: 'new',
  in_work: 'in work',
  waiting: 'waiting for who asked',
  answered: 'answered',
  refused: 'refused',
  closed: 'closed',
}
/** Where each state leads; the database has the same list (staff.request_may). Waiting stops no clock. */
export const WAYS: Readonly<Record<State, readonly State[]>> = {
  new: ['in_work', 'refused'],
  in_work: ['waiting', 'answered', 'refused'],
  waiting: ['in_work', 'answered', 'refused'],
  answered: ['in_work', 'closed'],
  refused: ['in_work', 'closed'],
  closed: [],
}

export const REGIMES = ['gdpr', 'ccpa'] as const
export type Regime = (typeof REGIMES)[number]
export const REGIME_NAMES: Readonly<Record<Regime, string>> = {
  gdpr: 'GDPR (European Union, and the like elsewhere)',
  ccpa: 'CCPA (California)',
}
export const RIGHTS = ['access', 'deletion', 'correction', 'portability', 'objection', 'opt_out'] as const
export type Right = (typeof RIGHTS)[number]
export const RIGHT_NAMES: Readonly<Record<Right, string>> = {
  access: 'See what is kept about me',
  deletion: 'Have it deleted',
  correction: 'Have it corrected',
  portability: 'Take it with me',
  objection: 'Object to its use',
  opt_out: 'Opt out of sale and sharing',
}
/** Which rights each law knows: Art. 15 to 21 GDPR; Cal. Civ. Code 1798.105 to 1798.130. */
export const RIGHTS_OF: Readonly<Record<Regime, readonly Right[]>> = {
  gdpr: ['access', 'deletion', 'correction', 'portability', 'objection'],
  ccpa: ['access', 'deletion', 'correction', 'portability', 'opt_out'],
}

/** For a form. */
export const LAWS = REGIMES.map((value) => ({
  ...{ value, text: REGIME_NAMES[value] },
  rights: RIGHTS_OF[value].map((right) => ({ value: right, text: RIGHT_NAMES[right] })),
}))

export const VERDICTS = ['accepted', 'duplicate', 'invalid'] as const
export type Verdict = (typeof VERDICTS)[number]
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]
/** Levels after the ratings of CVSS, by what an attacker gains. */
export const SEVERITY_MEANINGS: Readonly<Record<Severity, string>> = {
  low: 'little harm, or only to who does it to themselves',
  medium: 'harm under conditions that seldom meet',
  high: 'data or accounts of one workspace in wrong hands',
  critical: 'data of several workspaces or raw logs in wrong hands, without conditions',
}
