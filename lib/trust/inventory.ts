/** What is kept about people and their work: the privacy page is drawn from this, and a test compares it with the database. */

export interface InventoryRow {
  what: string
  /** Tables that hold it; each table stands in exactly one row. */
  tables: readonly string[]
  why: string
  howLong: string
  whoSees: string
}

export const INVENTORY: readonly InventoryRow[] = [
  {
    what: 'Your e-mail address, and a name if one is set',
    tables: ['users', 'accounts'],
    why: 'To sign you in and to show your colleagues who did what.',
    howLong: 'As long as the account exists.',
    whoSees: 'Members of the workspaces you belong to; the operator.',
  },
  {
    what: 'Workspaces, their settings, and who belongs to them in which role',
    tables: ['tenants', 'memberships'],
    why: 'To keep the work of organisations apart.',
    howLong: 'As long as the workspace exists.',
    whoSees: 'Members of the workspace; the operator.',
  },
  {
    what: 'Invitations: the address of who is invited, the role, a hash of the link',
    tables: ['invitations'],
    why: 'So that an invitation works once, for that person only.',
    howLong: 'Until it is used or withdrawn; it works for 7 days.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'Links to single analyses: a hash of the link, who made it, when it ends, how often it was opened',
    tables: ['share_links'],
    why: 'So that somebody without an account can read the one analysis they were given.',
    howLong:
      'Until the link is removed, its analysis is deleted, or another link is made after its end; 90 days at most.',
    whoSees: 'Members of the workspace who may share; the operator, the links as hashes.',
  },
  {
    what: 'API keys: a hash of each, its name, scopes and networks, whose it is, when it was used; names of requests as hashes',
    tables: ['api_keys', 'api_requests'],
    why: 'So that programs can send logs and read analyses, and the same request is done once.',
    howLong: 'Until it is revoked or its member leaves; names of requests for a day.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'What you asked for or said: the daily checkpoint by mail; telemetry, yes or no, when, to which text',
    tables: ['checkpoint_mails', 'consents'],
    why: 'To send the mail, and to be able to show that nothing else was sent without your word.',
    howLong: 'The mail until you end it or leave the workspace; your word as long as the account exists.',
    whoSees: 'You; the operator.',
  },
  {
    what: 'Words that a workspace has entered to be struck out of every log, sealed',
    tables: ['redaction_values'],
    why: 'To strike them out. They are opened in memory for that and shown to nobody again.',
    howLong: 'Until an owner or admin of the workspace removes them.',
    whoSees: 'Owners and admins of the workspace see a label and a count; the operator, who holds the keys.',
  },
  {
    what: 'Sign-in links: a hash of the link, the address it was sent to, and when it was used',
    tables: ['sign_in_links'],
    why: 'So that a link works once, in the browser that asked for it.',
    howLong: 'A link works for 10 minutes.',
    whoSees: 'The operator.',
  },
  {
    what: 'Sessions: hashes of two cookies, the family of the browser, times of sign-in, first and last use',
    tables: ['sessions'],
    why: 'To know that a request is yours, and to let you see and end your sessions.',
    howLong: 'Until you sign out or the session ends, after 7 days at the latest.',
    whoSees: 'You; the operator, the cookies as hashes.',
  },
  {
    what: 'Passkeys: an id, a public key, a counter, the name you gave it, times; hashes of recovery codes',
    tables: ['passkeys', 'recovery_codes'],
    why: 'So that a sign-in can ask for a second factor.',
    howLong: 'Until you remove it, or your account is erased.',
    whoSees: 'You, the names and times; the operator.',
  },
  {
    what: 'Identity provider of a workspace: its domain, issuer and client id; its secret, sealed',
    tables: ['sso_connections'],
    why: 'So that people of the domain can sign in there.',
    howLong: 'Until an owner removes it.',
    whoSees: 'Owners of the workspace, without the secret; the operator, who holds the keys.',
  },
  {
    what: 'Staff of the operator: address, name, role, passkeys, links, sessions as hashes, and what they did',
    tables: ['staff_accounts', 'staff_passkeys', 'staff_links', 'staff_sessions', 'staff_events'],
    why: 'So that people who work for the operator have accounts of their own, and none of their acts goes unrecorded.',
    howLong: 'Accounts and acts as long as this installation exists; sessions for 8 hours at most.',
    whoSees: 'Admins of the staff; the operator.',
  },
  {
    what: 'Breaches of personal data: what happened, what was done, the review; which workspaces were told, and when',
    tables: ['breaches', 'breach_notices'],
    why: 'The law wants them recorded, and those concerned told (GDPR Art. 33 and 34).',
    howLong: 'As long as this installation exists; that a workspace was told, as long as the workspace.',
    whoSees: 'Admins and security of the staff; of its own notices, the workspace.',
  },
  {
    what: 'Browsers you have signed in from: a hash of a cookie, the workspace you were last in there, times',
    tables: ['known_devices'],
    why: 'To tell you when somebody signs in as you from another one.',
    howLong: '400 days after the last sign-in from it.',
    whoSees: 'The operator, as hashes.',
  },
  {
    what: 'Analyses: title, cause, advice, receipt, masked evidence, and counts over time with masked templates; where the text of an alert can be asked for again, sealed',
    tables: ['analyses', 'evidence'],
    why: 'They are the answer you asked for. The last is so that evidence can be shown again without having been kept.',
    howLong: 'Until someone in the workspace deletes them, or until their end, which the workspace sets.',
    whoSees: 'Members of the workspace; the operator.',
  },
  {
    what: 'What an analysis is found by: hashes of the words in it, of its filters, and keyed hashes of its templates',
    tables: ['analysis_terms'],
    why: 'To search the history, and to notice an incident that comes again.',
    howLong: 'They go with their analysis.',
    whoSees: 'Nobody; the operator, as hashes.',
  },
  {
    what: 'What people say of an answer: right, partly or wrong, and in their own words, redacted, the real cause and what helped; who said it, or in which channel',
    tables: ['feedback'],
    why: 'So that the next answer can say how often such answers were right here, and what helped last time.',
    howLong: 'It goes with its analysis.',
    whoSees: 'Members of the workspace; the operator.',
  },
  {
    what: 'Sources and channels: names, and their secrets, tokens and addresses, sealed',
    tables: ['sources', 'channels'],
    why: 'To check who sends an alert, to fetch its details, and to deliver the answer.',
    howLong: 'Until an owner or admin of the workspace removes them.',
    whoSees: 'Owners and admins of the workspace see names and states; the operator, who holds the keys.',
  },
  {
    what: 'Deliveries and notifications: when something arrived or was sent, its state and attempts, without content; while an alert is worked on, its title and links, sealed',
    tables: ['deliveries', 'notifications'],
    why: 'So that no alert and no answer is lost without a trace. The title and links are for a notice should the process end in the middle; they go when the work has ended.',
    howLong: 'As long as the source or channel exists.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'Which alerts share a cause and which of them still fire, as keyed hashes; storms; short notices with the redacted title of an alert',
    tables: ['alert_groups', 'alert_members', 'alert_storms', 'alert_notices'],
    why: 'So that many alerts of one cause get one analysis, and their channels hear what goes on.',
    howLong: 'As long as the source exists; a notice goes with its analysis.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'The ledger: how many deliveries a source had taken, repeated, refused or wrongly signed on each day',
    tables: ['ledger_entries'],
    why: 'So that what was taken can be compared with what became of it.',
    howLong: 'As long as the source exists.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'What a workspace allows of external models: mode, limits, its own key, sealed, and what each month used',
    tables: ['model_policies', 'model_usage', 'model_reservations'],
    why: 'So that nothing goes to a model that the workspace did not allow, and no limit is passed.',
    howLong: 'As long as the workspace exists; a key until an owner or admin removes it.',
    whoSees: 'Owners and admins of the workspace, the key excepted; the operator, who holds the keys.',
  },
  {
    what: 'Billing: the customer and subscription at the payment provider, its state and period, events by id, and how many analyses each month had',
    tables: ['billing_accounts', 'billing_events', 'usage_months', 'usage_claims'],
    why: 'So that a workspace has what its plan says, and no limit is passed unseen. Cards are at the payment provider alone.',
    howLong: 'As long as the workspace exists.',
    whoSees: 'Owners of the workspace; the operator.',
  },
  {
    what: 'A change of how long analyses are kept, with its notice',
    tables: ['retention_changes'],
    why: 'So that a shorter limit reaches old analyses after thirty days and not before.',
    howLong: 'As long as the workspace exists.',
    whoSees: 'Owners and admins of the workspace; the operator.',
  },
  {
    what: 'Reports of weaknesses: what somebody wrote, and an address if they gave one, sealed',
    tables: ['disclosures'],
    why: 'To mend the weakness, to answer, and to thank.',
    howLong: 'Until the operator removes it, 24 months after the answer at most.',
    whoSees: 'Staff of the operator who work on weaknesses; the operator, who holds the keys.',
  },
  {
    what: 'Requests to the operator: what somebody wrote, name, company and address, sealed; notes and mails about it, sealed; state, dates, and who of the staff works on it',
    tables: ['request_wishes', 'requests', 'request_notes', 'request_mails'],
    why: 'To answer within the time that the law or this page sets, and to show that it was answered.',
    howLong: '24 months after the answer. One that nobody confirms by the link of the mail, 7 days.',
    whoSees:
      'Staff of the operator; the operator, who holds the keys. Whoever has the link of the mail sees the state and the dates.',
  },
  {
    what: 'Advisories of weaknesses, and corrections; the draft of one, sealed',
    tables: ['advisories', 'advisory_corrections'],
    why: 'So that users learn what was wrong and from which version it is mended.',
    howLong: 'As long as this installation exists.',
    whoSees: 'Everybody, once published; before, staff of the operator who work on weaknesses.',
  },
  {
    what: 'Questionnaires of buyers: who asks, the file and its questions, sealed; our answers, and who of the staff approved them',
    tables: ['questionnaires', 'questionnaire_questions'],
    why: 'To answer them, in the file that was sent.',
    howLong: 'Until staff remove them, a year at most.',
    whoSees: 'Staff of the operator; the operator, who holds the keys.',
  },
  {
    what: 'Agreements: company, name, position and address of who signs, their network address and browser, the exact text, the seal and the files; who signs for the operator',
    tables: ['agreements', 'countersigners'],
    why: 'To be able to show what was agreed, by whom and when.',
    howLong: 'One that was signed, as long as this installation exists: both sides need it as proof. A draft, 7 days.',
    whoSees: 'Whoever has the link of the mail; staff of the operator; the operator.',
  },
  {
    what: 'Subscribers: an address that its owner confirmed, topics, and which notices went there; links as hashes',
    tables: ['subscribers', 'subscriber_requests', 'notice_deliveries', 'notice_links'],
    why: 'To tell you what you asked to be told, each once.',
    howLong:
      'Until you unsubscribe, which deletes all of it at once. An address that nobody confirms, 7 days. What was sent to who signed an agreement, as long as the agreement.',
    whoSees: 'Whoever has a link of the mails; the operator. Staff see how many there are.',
  },
  {
    what: 'Notices of changes, the lists of subprocessors that were told, and what signers of agreements objected, with the answer',
    tables: ['notices', 'announced_lists', 'objections'],
    why: 'To be able to show what was announced when, and that objections were heard.',
    howLong: 'As long as this installation exists: both sides need it as proof.',
    whoSees: 'Notices that were sent, everybody; objections, their signer and staff of the operator; the operator.',
  },
  {
    what: 'Tombstones: that something was erased, when, and how many rows; no name, no address',
    tables: ['tombstones'],
    why: 'So that an erasure can be shown, and a backup that is put back can be erased again.',
    howLong: 'As long as backups exist.',
    whoSees: 'The operator.',
  },
  {
    what: 'The audit log: who did what and when, without content',
    tables: ['audit_events', 'audit_details', 'audit_heads', 'audit_checkpoints'],
    why: 'So that a workspace can see what happened in it.',
    howLong: 'As long as the workspace exists.',
    whoSees: 'Members of the workspace; the operator.',
  },
]
