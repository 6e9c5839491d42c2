/** What signing in leaves here. Kept in step with the table on /privacy. */
export function WhatIsStored({ providers }: { providers: boolean }) {
  return (
    <section aria-labelledby="stored" className="grid gap-1 border-t border-line pt-4 text-sm text-ink-soft">
      <h2 id="stored" className="font-medium text-ink">
        What is stored of you
      </h2>
      <p>
        Your address and name, hashes of two cookies, the family of your browser, and when you signed in. No password
        {providers && ', and no token of an identity provider: only the number by which it knows you'}.
      </p>
      <p>
        <a href="/privacy" className="underline hover:text-ink">
          All of it, and for how long
        </a>
      </p>
    </section>
  )
}
