import type { ChurchWorld } from './church-world.js'

/** A mutation about roles or accounts that succeeds, and the audit entry it leaves. */
export interface RoleDeed {
  readonly text: (stage: { readonly church: ChurchWorld }) => Promise<string>
  readonly leaves: { readonly church: string }
}

/** A role of the church's own that nobody holds. */
async function plantRole(church: ChurchWorld): Promise<string> {
  const id = crypto.randomUUID()
  await church.write((db) =>
    db
      .insertInto('role')
      .values({ id, name: `Role ${id}` })
      .execute(),
  )
  return id
}

const aboutRole = (operation: string, action: string, more = ''): RoleDeed => ({
  text: async ({ church }) =>
    `mutation { ${operation}(input: { id: "${await plantRole(church)}" ${more} }) { errors { code } } }`,
  leaves: { church: action },
})

const aboutUser = (operation: string, action: string): RoleDeed => ({
  text: async ({ church }) =>
    `mutation { ${operation}(input: { id: "${(await church.person('MEMBER')).userId}" }) { errors { code } } }`,
  leaves: { church: action },
})

/** Every mutation about roles and accounts. */
export const deedsOfRoles: Readonly<Record<string, RoleDeed>> = {
  createRole: {
    text: async () => 'mutation { createRole(input: { name: "Usher" }) { errors { code } } }',
    leaves: { church: 'role.create' },
  },
  updateRole: aboutRole('updateRole', 'role.update', 'color: "red"'),
  cloneRole: aboutRole('cloneRole', 'role.create', 'name: "Copy"'),
  deleteRole: aboutRole('deleteRole', 'role.delete'),
  assignRole: {
    text: async ({ church }) => {
      const [roleId, { userId }] = [await plantRole(church), await church.person('MEMBER')]
      return `mutation { assignRole(input: { userId: "${userId}", roleId: "${roleId}" }) { errors { code } } }`
    },
    leaves: { church: 'user.assignRole' },
  },
  revokeRole: {
    text: async ({ church }) => {
      const [roleId, { userId }] = [await plantRole(church), await church.person('MEMBER')]
      const held = { id: crypto.randomUUID(), user_id: userId, role_id: roleId }
      await church.write((db) => db.insertInto('user_role').values(held).execute())
      return `mutation { revokeRole(input: { userId: "${userId}", roleId: "${roleId}" }) { errors { code } } }`
    },
    leaves: { church: 'user.revokeRole' },
  },
  disableUser: aboutUser('disableUser', 'user.disable'),
  enableUser: {
    text: async ({ church }) => {
      const { userId } = await church.person('MEMBER')
      await church.setStatus(userId, 'DISABLED')
      return `mutation { enableUser(input: { id: "${userId}" }) { errors { code } } }`
    },
    leaves: { church: 'user.enable' },
  },
  requirePasswordChange: aboutUser('requirePasswordChange', 'user.requirePasswordChange'),
  linkUserToMember: {
    text: async ({ church }) => {
      const [{ id }, { userId }] = [await church.member(), await church.person(null)]
      return `mutation { linkUserToMember(input: { userId: "${userId}", memberId: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'user.link' },
  },
  unlinkUser: aboutUser('unlinkUser', 'user.unlink'),
}
