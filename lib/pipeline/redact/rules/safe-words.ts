/** Values after a secret's name that tell a state, a type or a gap: analysis needs them, and no secret is lost. Lower case. */
export const SAFE_VALUES = new Set(
  'null none nil undefined true false yes no on off n/a na nan empty blank missing required optional invalid valid wrong incorrect mismatch mismatched expired expires revoked rejected denied failed failure failing error errors ok okay success successful succeeded accepted changed updated created deleted removed reset unset set not is was are for and or the a an of in to from by with at must should cannot can may will has have had contains field fields value values string str text varchar char boolean bool int integer number object bytes array list map dict any unknown disabled enabled hidden masked redacted filtered omitted sanitized encrypted hashed plaintext protected prompt placeholder here your yours authentication authorization authenticated unauthorized forbidden granted active inactive opened closed started stopped pending unchanged found lookup type check checking validation policy strength length needed unavailable unsupported unrecognized unrecognised unexpected unreadable reused already cannot could empty. this request response params options config settings env process secretstr optional[str]'.split(
    ' ',
  ),
)

/** Schemes of the header `Authorization` and its kin (IANA registry, and what vendors made up). The word stays, what follows goes. */
export const AUTH_SCHEMES = new Set(
  'basic bearer digest dpop gnap hoba mutual negotiate ntlm oauth privatetoken scram-sha-1 scram-sha-256 vapid token apikey api-key api_key key jwt bot hawk ssws sso-key splunk aws4-hmac-sha256 aws sharedkey sharedkeylite sharedaccesssignature geniekey klaviyo-api-key aivenv1 zoho-oauthtoken deepl-auth-key macaroon nexmo snowflake userapikey usertoken access-token applekey pdtoken ghost discogs client-id key-id eg1'.split(
    ' ',
  ),
)
