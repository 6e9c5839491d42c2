import type { PublicPage } from './page.ts'
import { advisoriesPage } from './pages/advisories.ts'
import { aiPage } from './pages/ai.ts'
import { changelogPage } from './pages/changelog.ts'
import { claimsPage } from './pages/claims.ts'
import { compliancePage } from './pages/compliance.ts'
import { contactPage } from './pages/contact.ts'
import { dataPage } from './pages/data.ts'
import { dataFlowPage } from './pages/data-flow.ts'
import { dataRightsPage } from './pages/data-rights.ts'
import { disclosurePage } from './pages/disclosure.ts'
import { dpaPage } from './pages/dpa.ts'
import { faqPage } from './pages/faq.ts'
import { homePage } from './pages/home.ts'
import { incidentsPage } from './pages/incidents.ts'
import { limitsPage } from './pages/limits.ts'
import { pricingPage } from './pages/pricing.ts'
import { privacyPage } from './pages/privacy.ts'
import { redactionPage } from './pages/redaction.ts'
import { securityPage } from './pages/security.ts'
import { statusPage } from './pages/status.ts'
import { subprocessorsPage } from './pages/subprocessors.ts'

/** Every public page; the pages of single claims follow from their list. */
export const PUBLIC_PAGES: readonly PublicPage[] = [
  homePage,
  securityPage,
  claimsPage,
  redactionPage,
  dataFlowPage,
  dataPage,
  aiPage,
  subprocessorsPage,
  dpaPage,
  compliancePage,
  limitsPage,
  privacyPage,
  dataRightsPage,
  incidentsPage,
  disclosurePage,
  advisoriesPage,
  faqPage,
  changelogPage,
  pricingPage,
  statusPage,
  contactPage,
]
