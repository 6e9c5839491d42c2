import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SsoDesk } from '#components/sso/sso-desk.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { ssoOf } from '#lib/sso/settings.ts'

export const metadata: Metadata = { title: 'Single sign-on' }

export default async function SsoPage() {
  const member = await requireMember()
  if (!can(member.role, 'sso:manage')) notFound()
  return (
    <>
      <PageHeader
        title="Single sign-on"
        lead="Your own OpenID Connect provider signs people of your domain in, to this workspace and to nothing else of theirs."
      />
      <SsoDesk view={await ssoOf(member)} />
    </>
  )
}
