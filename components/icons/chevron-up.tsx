import { icon } from './icon.tsx'

export const ChevronUpIcon = icon(<path d="m18 15-6-6-6 6" />)
