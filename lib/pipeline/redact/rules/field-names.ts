import type { FindingClass } from '../redaction.ts'

/**
 * How much a name proves about its value. `strong`: whatever stands there goes (a password may be any word). `medium`: not where
 * the value is a plain word (`token: expired`). `weak`: only where the value looks made by a machine (`key`).
 */
export type Strength = 'strong' | 'medium' | 'weak'

export interface FieldRule {
  type: string
  class: FindingClass
  strength: Strength
}

const secret = (type: string, strength: Strength): FieldRule => ({ type, class: 'secret', strength })
const pii = (type: string): FieldRule => ({ type, class: 'pii', strength: 'medium' })
const financial = (type: string): FieldRule => ({ type, class: 'financial', strength: 'medium' })

/** One word of a name (`db_password` has two). The last word that stands here decides, the strongest first. */
export const WORD_RULES: Readonly<Record<string, FieldRule>> = {
  password: secret('password', 'strong'),
  passwd: secret('password', 'strong'),
  passwort: secret('password', 'strong'),
  passphrase: secret('password', 'strong'),
  passcode: secret('password', 'strong'),
  passw: secret('password', 'strong'),
  pass: secret('password', 'strong'),
  pwd: secret('password', 'strong'),
  pw: secret('password', 'strong'),
  psw: secret('password', 'strong'),
  kennwort: secret('password', 'strong'),
  contrasena: secret('password', 'strong'),
  senha: secret('password', 'strong'),
  mdp: secret('password', 'strong'),
  userpwd: secret('password', 'strong'),
  secret: secret('secret', 'strong'),
  secrete: secret('secret', 'strong'),
  secretkey: secret('secret', 'strong'),
  clientsecret: secret('client-secret', 'strong'),
  appsecret: secret('client-secret', 'strong'),
  sharedsecret: secret('secret', 'strong'),
  credential: secret('credential', 'medium'),
  credentials: secret('credential', 'medium'),
  cred: secret('credential', 'medium'),
  creds: secret('credential', 'medium'),
  apikey: secret('api-key', 'medium'),
  appkey: secret('api-key', 'medium'),
  apitoken: secret('token', 'medium'),
  apisecret: secret('secret', 'strong'),
  accesskey: secret('api-key', 'medium'),
  authkey: secret('api-key', 'medium'),
  accountkey: secret('api-key', 'medium'),
  privatekey: secret('private-key', 'medium'),
  signingkey: secret('private-key', 'medium'),
  encryptionkey: secret('private-key', 'medium'),
  masterkey: secret('private-key', 'medium'),
  sessionkey: secret('session', 'medium'),
  authorization: secret('authorization', 'medium'),
  authorisation: secret('authorization', 'medium'),
  auth: secret('authorization', 'medium'),
  bearer: secret('token', 'medium'),
  token: secret('token', 'medium'),
  tok: secret('token', 'medium'),
  accesstoken: secret('token', 'medium'),
  authtoken: secret('token', 'medium'),
  refreshtoken: secret('token', 'medium'),
  idtoken: secret('token', 'medium'),
  jwt: secret('token', 'medium'),
  otp: secret('token', 'medium'),
  totp: secret('token', 'medium'),
  csrf: secret('token', 'medium'),
  xsrf: secret('token', 'medium'),
  csrftoken: secret('token', 'medium'),
  cookie: secret('cookie', 'medium'),
  cookies: secret('cookie', 'medium'),
  session: secret('session', 'medium'),
  sessionid: secret('session', 'medium'),
  sessid: secret('session', 'medium'),
  jsessionid: secret('session', 'medium'),
  phpsessid: secret('session', 'medium'),
  signature: secret('signature', 'medium'),
  sig: secret('signature', 'medium'),
  hmac: secret('signature', 'medium'),
  authentication: secret('authorization', 'medium'),
  passwords: secret('password', 'strong'),
  key: secret('api-key', 'weak'),
  api: secret('api-key', 'weak'),
  private: secret('api-key', 'weak'),
  access: secret('api-key', 'weak'),
  license: secret('api-key', 'weak'),
  licence: secret('api-key', 'weak'),
  login: secret('credential', 'weak'),
  webhook: secret('credential', 'weak'),
  sas: secret('signature', 'weak'),
  salt: secret('secret', 'weak'),
  crumb: secret('token', 'weak'),
  mnemonic: secret('secret', 'medium'),
}

/** A word before `key` that makes it a secret's name, and one that makes it the key of a map or a table. */
export const KEY_OF_A_SECRET = new Set(
  'access account admin api app application auth authkey bot client consumer crypto deploy developer encryption gateway host hmac integration ingest install jwt license licence master oauth personal priv private project provisioning rest root sas sdk secret secure security server service session shared signing ssh ssl storage subscription symmetric tls user webhook write decryption wallet recovery restricted'.split(
    ' ',
  ),
)
export const KEY_OF_A_TABLE = new Set(
  'arrow bucket cache dsa ecdsa fingerprint gpg hit openpgp pgp restore rsa trusted verification column composite config configuration dedup dedupe dict dictionary duplicate event field foreign group hot hotkey idempotency index job json kafka lookup map message metric natural object option partition primary property pub public redis region registry resource routing row s3 setting shard sort state surrogate tag translation unique'.split(
    ' ',
  ),
)

/** A last word that says: not the secret itself but something about it. */
export const ABOUT_WORDS = new Set(
  'age alg algo algorithm attempt attempts backend bits budget bytes cache change changed check checked checker class code codes column config configuration controller count counts created date description dir disabled domain enabled endpoint error errors exp expiration expired expires expiry exception factory failed failure field file filename filter format handler header helper hint host id ids idx index interceptor invalid kind label layer len length level limit limiter link list location manager max message method methods min mode model module ms name names nbytes num number page parser path pattern placeholder plugin policies policy port position prefix present prompt provider reader ref refs reference references request required reset response result rotation route router rules scope scopes server service size source state status store strategy suffix table test tests time timeout timestamp title ttl type types updated uri url usage user username users valid validator validity version view window writer'.split(
    ' ',
  ),
)

/** Whole names, letters and digits only, after the last dot. Personal and financial data first: they win over the words above. */
export const NAME_RULES: Readonly<Record<string, FieldRule>> = {
  ...names(
    pii('email'),
    'email emailaddress emailaddr useremail mail mailaddress contactemail customeremail recipientemail fromemail toemail replyto',
  ),
  ...names(
    pii('phone'),
    'phone phoneno phonenumber phonenum mobile mobileno mobilenumber mobilephone cell cellphone cellno tel telephone telno telephonenumber fax faxno faxnumber msisdn contactnumber contactno homephone workphone customerphone userphone whatsapp',
  ),
  ...names(pii('ssn'), 'ssn ssnno ssnnumber socialsecurity socialsecuritynumber socialsecurityno usssn customerssn'),
  ...names(
    pii('dob'),
    'dob dateofbirth birthdate birthday birth birthdt bornon dateborn placeofbirth userdob customerdob',
  ),
  ...names(
    pii('tax-id'),
    'taxid taxidentifier taxidentificationnumber taxno taxnumber taxpayerid tin itin ein vatid vatno vatnumber steuernummer steuerid nif nie cpf cnpj nino nationalinsurancenumber nationalid nationalidnumber passportno passportnumber passport driverlicense driverslicense driverslicence drivinglicence licenceno pesel personnummer aadhaar',
  ),
  ...names(financial('iban'), 'iban ibancode ibannumber ibanno customeriban'),
  ...names(
    financial('account'),
    'accountnumber bankaccount bankaccountnumber accountno acctno routingnumber sortcode bic swift',
  ),
  ...names(
    financial('card'),
    'card cardnumber cardno cardnum ccnumber ccnum ccno creditcard creditcardnumber creditcardno debitcard debitcardnumber pan pannumber primaryaccountnumber cardpan cardholder cardholdername cardexpiry cardexp cardexpiration cardexpirydate cardtrack track1 track2 cardname',
  ),
  ...names(
    financial('cvv'),
    'cvv cvv2 cvc cvc2 csc cardcvv cardcvc cardcsc cardcode securitycode cardsecuritycode cardverificationvalue cardpin',
  ),
  ...names(
    secret('session', 'medium'),
    'sid connectsid aspnetsessionid asesessionid sessid sessionid usersession session_id',
  ),
  ...names(secret('client-secret', 'strong'), 'clientsecret appsecret consumersecret oauthsecret'),
  ...names(secret('secret', 'strong'), 'secretid vaultsecretid secretaccesskey awssecretkey'),
  ...names(secret('token', 'medium'), 'xauth xapitoken otpcode mfacode verificationcode onetimecode pincode userpin'),
  ...names(secret('credential', 'strong'), 'contribsyscom'),
  ...names(
    secret('credential', 'weak'),
    'clientid applicationid appid consumerkey accountsid clientkey oauthclientid appclientid',
  ),
  ...names(secret('authorization', 'medium'), 'proxyauthorization xauthorization'),
}

/** Names whose words look like the ones above and that carry something a reader of logs needs. */
export const NOT_FIELDS = new Set(
  'tokens maxtokens tokentype tokencount passes passed passing accesslog accesslevel accesstime accesscount lastaccess keyspace keyid kid publickey pubkey sshrsa sessions passthrough compass bypass authority author authors authorname authenticated authenticator'.split(
    ' ',
  ),
)

function names(rule: FieldRule, list: string): Record<string, FieldRule> {
  return Object.fromEntries(list.split(' ').map((n) => [n, rule]))
}
