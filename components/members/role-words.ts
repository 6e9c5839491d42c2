export type RoleName = 'owner' | 'admin' | 'member' | 'viewer'

/** What each role may do, in a few words. */
export const ROLE_WORDS: Record<RoleName, string> = {
  owner: 'Everything, and handing the workspace over',
  admin: 'Settings, sources, people below owner',
  member: 'Analyze and delete analyses',
  viewer: 'Read analyses',
}
