import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { StaffEmailForm } from '#components/staff/staff-email-form.tsx'
import { linkDelivery } from '#lib/auth/sign-in-mail.ts'
import { findStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Staff sign-in', robots: { index: false } }

export default async function StaffSignInPage() {
  if (await findStaff()) redirect('/staff')
  return (
    <SignInFrame title="Staff sign-in">
      <p className="text-ink-soft">
        For people who work for whoever runs this Lethe. Members of a workspace sign in elsewhere.
      </p>
      <StaffEmailForm hint={linkDelivery().hint} />
    </SignInFrame>
  )
}
