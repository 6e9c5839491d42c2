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
        className="absolute top-1 left-1 z-30 -translate-y-20 rounded-control bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="mx-auto flex h-12 max-w-[120rem] items-center gap-2 px-3 sm:gap-4 sm:px-6">
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
