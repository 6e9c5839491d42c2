import { icon } from './icon.tsx'

export const ChevronRightIcon = icon(<path d="m9 18 6-6-6-6" />)
