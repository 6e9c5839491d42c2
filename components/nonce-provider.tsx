'use client'

import { setNonce } from 'get-nonce'

/**
 * Radix's scroll lock writes a `<style>` while a dialog is open; with this nonce the page's policy lets it.
 * The browser hides the nonce from scripts after parsing, so it is handed over once here.
 */
export function NonceProvider({ nonce }: { nonce: string }) {
  if (nonce !== '' && typeof window !== 'undefined') setNonce(nonce)
  return null
}
