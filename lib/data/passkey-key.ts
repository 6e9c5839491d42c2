/** What is stored of a passkey to check its answers with. */
export interface PasskeyKey {
  /** base64url, as the authenticator made it. */
  credentialId: string
  /** COSE key, base64url. */
  publicKey: string
  /** How often it has signed, where it counts; else 0. */
  counter: number
}
