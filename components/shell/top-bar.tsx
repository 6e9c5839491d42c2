import { Wordmark } from '../site/wordmark.tsx'
import { ThemeToggle } from '../theme-toggle.tsx'
import { AccountMenu, type AccountMenuProps } from './account-menu.tsx'
import { NavLinks } from './nav-links.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'

/** 48 px high; pages that fill the rest of the window count on it. */
export function TopBar(account: AccountMenuProps) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-ground print:hidden">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-1 focus:left-1 focus:z-30 focus:rounded-control focus:bg-accent focus:px-3 focus:py-2 focus:font-medium focus:text-on-accent"
      >
        Skip to the page
      </a>
      <div className="mx-auto flex h-12 max-w-[120rem] items-center gap-1 px-3 sm:gap-4 sm:px-6">
        <Wordmark className="text-base" />
        <p
          className="hidden min-w-0 truncate border-l border-line pl-4 text-ink-soft sm:block"
          title={account.workspaceName}
        >
          <span className="sr-only">Workspace: </span>
          {account.workspaceName}
        </p>
        <NavLinks />
        <div className="ml-auto flex items-center gap-1">
          <ShortcutHelp />
          <ThemeToggle />
          <AccountMenu {...account} />
        </div>
      </div>
    </header>
  )
}
