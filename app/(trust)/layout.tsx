import type { ReactNode } from 'react'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { company } from '#trust.config'

/** Public pages. They read no session and no tenant's data: the only cookie looked at is the one for light and dark. */
export default function TrustLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      {children}
      <SiteFooter operator={company.name} />
    </>
  )
}
