/** What audit actions are about: the first word of each. A test finds an action whose noun is missing here. */
export const AUDIT_NOUNS = [
  'account',
  'analysis',
  'api_key',
  'audit',
  'billing',
  'breach',
  'channel',
  'delivery',
  'invitation',
  'member',
  'model',
  'redaction',
  'session',
  'source',
  'sso',
  'workspace',
] as const
