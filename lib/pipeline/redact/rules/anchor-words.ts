/**
 * Pieces of field names that the automaton looks for; the whole name around them is judged afterwards. Every name of
 * `field-names.ts` must hold one of these (a test keeps that).
 */
export const FIELD_WORDS: readonly string[] =
  '_api -api apikey pass pasw paswd pasword pwd pw psw pssw pword kennwort contrasena senha mdp secret cred key auth token tok bearer jwt otp csrf xsrf cookie session sess sid signature sig hmac private access licen login webhook sas salt hash crumb seed mnemonic mail phone mobile cell tel fax msisdn contact whatsapp ssn social dob birth born tax tin itin ein vat steuer nif nie cpf cnpj nino nationalid nationalinsurance national driver driving pesel personnummer aadhaar iban account acct routing sortcode sort_code bic swift card ccn cc_n creditc debitc pan track cvv cvc csc securitycode security_code pincode user_pin userpin userp replyto reply_to mfa verification onetime one_time contribsys client_id clientid client-id app_id appid app-id application_id applicationid application-id account_sid accountsid'.split(
    ' ',
  )

/** Words after which a machine-made value counts even without an operator. */
export const TAIL_WORDS: readonly string[] = [
  'key',
  'token',
  'secret',
  'access',
  'private',
  'tok',
  'passwd',
  'password',
  'license',
  'credential',
  'auth',
]

/** Words near which a number with spaces or dashes is taken for a telephone's. */
export const PHONE_WORDS: readonly string[] =
  'phone|mobile|cell|telephone|tel|fax|call|calling|dial|sms|text me|whatsapp|hotline|contact|message to|messages to|answering|registered|voicemail|msisdn|office|desk|ring|reach me|reach us'.split(
    '|',
  )

/** Calls that take a user and a password as two strings. */
export const CREDENTIAL_CALLS: readonly string[] = [
  'networkcredential(',
  'usernamepasswordcredentials(',
  'passwordauthentication(',
  'basicauth(',
  'basic_auth(',
  'basiccredentials(',
  'basicawscredentials(',
  'setbasicauth(',
]

/** Of these words, those that are part of everyday words. */
export const SHORT_WORDS: ReadonlySet<string> = new Set(
  'tin tel fax vat ein nif nie cpf pan dob ssn otp jwt mdp bic cvv cvc csc sas sid sig tax tok cell'.split(' '),
)
