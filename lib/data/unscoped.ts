import { asAppError, doorClient, staffClient } from './prisma.ts'

/**
 * Everything that skips the tenant, in one file. Two things happen here and nowhere else: a TenantId is made, and the
 * door's role is used. Why each call cannot have a tenant stands beside its name; a test compares this list with what
 * the database lets the door do.
 *
 *   TenantId                                the brand
 *   unscopedTenantId(id)                    makes one from a row that the database has just answered
 *   unscopedCall(name, ...parameters)       one of the door's functions
 *   unscopedStaffCall(name, ...parameters)  one of the functions of the operator's staff
 *   unscopedPing()                          whether the database answers, for readiness
 */

declare const tenantId: unique symbol
/** A tenant that a verified credential or a database row has named; never a string that a client sent. */
export type TenantId = string & { readonly [tenantId]: true }

/** Name of each function of schema `door`, and why it runs before a tenant is known. */
export const UNSCOPED_CALLS = {
  find_user: 'a session or a link names a person, who may have several workspaces or none',
  find_user_by_email: 'somebody who signs in gives an address and nothing else',
  find_user_by_account: 'an identity provider names its own subject',
  get_or_create_user: 'a person exists before their first workspace',
  mark_email_verified: 'a used link proves an address, whatever the workspace',
  rename_user: 'a name belongs to the person, not to a workspace',
  link_account: 'an account at a provider belongs to the person',
  create_user_with_account: 'a person who comes from a provider exists before their first workspace',
  list_accounts: 'an account at a provider belongs to the person',
  unlink_account: 'an account at a provider belongs to the person',
  create_sign_in_link: 'nobody is signed in yet',
  consume_sign_in_link: 'nobody is signed in yet',
  list_workspaces: 'the question is which tenants a known person has',
  create_workspace: 'the tenant begins to exist here',
  create_session: 'a session belongs to a person and picks its workspace',
  find_session: 'the cookie is what tells the tenant',
  set_active_tenant: 'moves a session to another workspace of its person, checked in the same statement',
  end_stolen_session: 'a cookie from the wrong browser ends its session, whatever the workspace',
  rotate_session: 'a session belongs to a person',
  reachable_workspaces: 'the question is which tenants a session may enter',
  set_challenge: 'what an authenticator has to sign belongs to a session',
  take_challenge: 'what an authenticator has to sign belongs to a session',
  list_passkeys: 'a passkey belongs to the person, in every workspace',
  create_passkey: 'a passkey belongs to the person, in every workspace',
  rename_passkey: 'a passkey belongs to the person, in every workspace',
  delete_passkey: 'a passkey belongs to the person, in every workspace',
  use_passkey: 'the second factor comes before a workspace is entered',
  replace_recovery_codes: 'recovery codes belong to the person',
  count_recovery_codes: 'recovery codes belong to the person',
  use_recovery_code: 'the second factor comes before a workspace is entered',
  find_sso: 'whoever comes from an identity provider belongs to no tenant yet; the connection is what names it',
  find_sso_by_domain: 'somebody who signs in gives an address; its domain is what names the connection',
  sign_in_by_sso: 'the answer of an identity provider, checked against its connection, is what tells the tenant',
  create_bound_session: 'begins in the workspace of its identity provider',
  claim_due_domains: 'records of domains are looked at again, whosever they are; each is handed out once',
  release_domain: 'a domain whose record has gone belongs to nobody',
  list_sessions: 'sessions of one person, in whatever workspace',
  delete_session_of_user: 'a person ends one of their own sessions, in whatever workspace',
  delete_other_sessions: 'a person ends all their other sessions, in whatever workspace',
  delete_session: 'signing out needs the cookie only',
  delete_sessions_of_user: 'signing out everywhere crosses workspaces',
  find_invitation: 'who is invited belongs to no tenant yet; the token is what tells it',
  open_share_link: 'whoever opens a link is nobody known; its token tells the tenant',
  accept_invitation: 'makes somebody a member, which is what gives them a tenant',
  find_api_key: 'a request shows a key; its row, found by the hash, is what tells the tenant',
  find_source: 'an alert names an endpoint; its signature, checked against this row, is what tells the tenant',
  delete_disconnected_sources: 'every workspace disconnects its own; answers a count only',
  interrupt_lost_deliveries: 'a process that ended cannot say whose work it held; answers a count only',
  claim_interrupted_deliveries: 'somebody has to be told of work whose process has gone; each is handed out once',
  renew_queued_deliveries:
    'the shared queue holds the work of every workspace; what lies there is held; answers a count only',
  fail_lost_notifications: 'a process that ended cannot say whose messages it was sending',
  list_changed_groups: 'the sweep looks at every alert that began or ended; each tells its tenant',
  list_storming_tenants: 'a storm is noticed by counting; tells workspaces and figures only',
  claim_due_notifications: 'a message that is due tells its tenant; each is handed out once',
  list_due_retention: 'every workspace keeps its own limits; answers ids only',
  list_due_erasures: 'a locked workspace is erased when its time has come; answers ids only',
  erase_workspace: 'the row that names the tenant goes too; does nothing before its time',
  erase_person: 'a person may have been in several workspaces',
  sign_tombstone: 'the tenant is gone',
  export_person: 'what is kept of a person outside any workspace is theirs; asked with the id of their session',
  find_billing_account: 'an event of Stripe names a customer; the one that we stored is what tells the tenant',
  list_due_reconciliations: 'every account is compared with Stripe; answers ids only',
  list_seal_keys: 'whether the ring has every key is asked of the whole database; answers names of keys and counts',
  list_stale_seals: 'after a rotation every workspace is sealed anew, each as itself; answers ids only',
  claim_due_checkpoint_mails: 'every workspace has its own readers; each mail is handed out once; answers ids only',
  record_consent: 'what a person agrees to is theirs, whatever the workspace',
  list_consents: 'what a person agrees to is theirs, whatever the workspace',
  file_disclosure: 'who reports a weakness has no account and no workspace',
  find_countersigner: 'who signs for the operator is of no workspace',
  begin_agreement: 'who signs an agreement may have no account and no workspace',
  find_agreement: 'the token of a link is what names an agreement',
  read_agreement_file: 'the token of a link is what names an agreement',
  replace_draft: 'the token of a link is what names an agreement',
  sign_agreement: 'the token of a link is what names an agreement',
  find_anchor: 'the token of a link is what names an agreement',
  finish_agreement: 'the token of a link is what names an agreement',
  request_subscription: 'who wants to be told of changes may have no account and no workspace',
  confirm_subscription: 'the token of a link is what names a subscription',
  change_subscription: 'the token of a link is what names a subscription',
  end_subscription: 'the token of a link is what names a subscription',
  expire_subscriptions: 'an address that nobody confirmed ends by the clock; answers ids only',
  find_notice_link: 'the token of a link is what names a subscription or a notice',
  object_to_notice: 'the token of a link is what names a notice and who signed',
  claim_notice_mail: 'a mail that is due is of no workspace; each is handed out once',
  finish_notice_mail: 'a mail that is due is of no workspace',
  list_agreement_notices: 'the token of a link is what names an agreement',
  list_public_notices: 'what was announced is for everybody',
  make_request_wish: 'who asks the operator for something may have no account and no workspace',
  find_request_link: 'the token of a link is what names a request',
  confirm_request: 'the token of a link is what names a request',
  drop_request_wish: 'the token of a link is what names a request',
  expire_requests: 'a request ends by the clock, whoever asked; answers ids only',
  claim_request_mail: 'a mail that is due is of no workspace; each is handed out once',
  finish_request_mail: 'a mail that is due is of no workspace',
  list_advisories: 'what was published is for everybody',
  list_unsigned_chains: 'every workspace gets its checkpoints; answers ids only',
} as const satisfies Record<string, string>
export type UnscopedCall = keyof typeof UNSCOPED_CALLS

/** Name of each function of schema `staff` that pages may reach, and why it belongs to no tenant. */
export const UNSCOPED_STAFF_CALLS = {
  create_sign_in_link: 'staff belong to the operator; nobody is signed in yet',
  begin_link: 'the link is what names the account',
  find_link: 'the link is what names the account',
  enrol: 'a passkey belongs to a staff account',
  create_session: 'link and passkey together are what signs in',
  note_refusal: 'somebody held a link without its passkey',
  find_session: 'the cookie is what names the account',
  end_stolen_session: 'a cookie from the wrong browser ends its session',
  delete_session: 'signing out needs the cookie only',
  record: 'what staff did is on a chain of the operator',
  list_events: 'the chain of the operator',
  read_chain: 'the chain of the operator, for its export',
  find_tenants: 'staff look for the workspaces that a breach concerns: names and ids only',
  open_breach: 'a breach concerns several workspaces, or none',
  change_breach: 'a breach concerns several workspaces, or none',
  list_breaches: 'a breach concerns several workspaces, or none',
  list_breach_notices: 'which workspaces a breach concerns',
  add_breach_tenant: 'which workspaces a breach concerns',
  remove_breach_tenant: 'which workspaces a breach concerns',
  breach_contacts: 'addresses of those to be told, for the message only',
  mark_breach_told: 'when a workspace was told, in its own log too',
  decide_authority: 'a breach concerns several workspaces, or none',
  review_breach: 'a breach concerns several workspaces, or none',
  claim_breach_reminders: 'the clock of a breach belongs to no workspace; each reminder is handed out once',
  list_accounts: 'staff see who their colleagues are',
  create_questionnaire: 'a buyer has no workspace yet',
  list_questionnaires: 'a buyer has no workspace yet',
  list_questions: 'a buyer has no workspace yet',
  read_questionnaire_file: 'a buyer has no workspace yet',
  change_layout: 'a buyer has no workspace yet',
  answer_question: 'a buyer has no workspace yet',
  approve_questions: 'a buyer has no workspace yet',
  mark_questionnaire_exported: 'a buyer has no workspace yet',
  delete_questionnaire: 'a buyer has no workspace yet',
  list_agreements: 'who signed is of no workspace',
  read_agreement_file: 'who signed is of no workspace',
  create_notice: 'subscribers and signers are of no workspace',
  change_notice: 'subscribers and signers are of no workspace',
  discard_notice: 'subscribers and signers are of no workspace',
  list_notices: 'subscribers and signers are of no workspace',
  send_notice: 'subscribers and signers are of no workspace',
  resend_notice: 'subscribers and signers are of no workspace',
  find_announced_list: 'what firms were told is for everybody',
  record_first_list: 'what firms were told is for everybody',
  count_other_texts: 'who signed is of no workspace; answers a count only',
  list_objections: 'who signed is of no workspace',
  answer_objection: 'who signed is of no workspace',
  list_requests: 'who asks the operator is of no workspace',
  find_request: 'who asks the operator is of no workspace',
  change_request_state: 'who asks the operator is of no workspace',
  assign_request: 'who asks the operator is of no workspace',
  set_request_due: 'who asks the operator is of no workspace',
  extend_request: 'who asks the operator is of no workspace',
  add_request_note: 'who asks the operator is of no workspace',
  send_request_mail: 'who asks the operator is of no workspace',
  resend_request_mails: 'who asks the operator is of no workspace',
  triage_request: 'a weakness concerns every workspace, or none',
  save_advisory: 'a weakness concerns every workspace, or none',
  publish_advisory: 'what is published is for everybody',
  correct_advisory: 'what is published is for everybody',
  claim_overdue_requests: 'the clock of a request belongs to no workspace; each is handed out once a day',
  expire_questionnaires: 'a questionnaire ends by the clock, whoever asked; answers ids only',
} as const satisfies Record<string, string>
export type UnscopedStaffCall = keyof typeof UNSCOPED_STAFF_CALLS

type Parameter = string | number | Date | null

/**
 * Brands an id that a function of the door has just answered, or that a verified credential's row holds. Never pass what
 * came in a path, a query, a header or a body.
 */
export function unscopedTenantId(id: string): TenantId {
  return id as TenantId
}

/** Calls one function of the door and returns its rows. Names come from the list above, values travel as parameters. */
export async function unscopedCall<Row>(name: UnscopedCall, ...parameters: readonly Parameter[]): Promise<Row[]> {
  try {
    return await doorClient().$queryRawUnsafe<Row[]>(`select * from door.${name}(${places(parameters)})`, ...parameters)
  } catch (error) {
    throw asAppError(error)
  }
}

/** The same for staff, by their own role: it may execute what is listed above and read nothing. */
export async function unscopedStaffCall<Row>(
  name: UnscopedStaffCall,
  ...parameters: readonly Parameter[]
): Promise<Row[]> {
  const sql = `select * from staff.${name}(${places(parameters)})`
  try {
    return await staffClient().$queryRawUnsafe<Row[]>(sql, ...parameters)
  } catch (error) {
    throw asAppError(error)
  }
}

const places = (parameters: readonly Parameter[]): string =>
  parameters.map((value, index) => `$${index + 1}${typeof value === 'number' ? '::int' : ''}`).join(', ')

/** Readiness is asked before anybody is known. Throws what a dead database throws. */
export async function unscopedPing(): Promise<void> {
  await doorClient().$queryRaw`select 1`
}
