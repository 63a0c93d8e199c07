-- Roles that a church makes itself: how clients show them, and whether their holders need a second factor.

alter table role
  add column color text not null default 'blue' constraint role_color_form check (color ~ '^[a-z]{1,30}$'),
  add column icon text not null default 'Shield' constraint role_icon_form check (icon ~ '^[A-Za-z0-9]{1,50}$'),
  add column requires_totp boolean not null default false,
  add constraint role_description_length check (length(description) <= 500),
  add constraint role_based_on_known
    check (based_on in ('ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER')),
  add constraint role_system_keyed check (is_system = (key is not null));

alter table role_permission
  add constraint role_permission_resource_known check (resource in (
    'members', 'households', 'pastoral_notes', 'prayers', 'ministries', 'events', 'attendance', 'announcements',
    'notifications', 'payments', 'volunteers', 'requests', 'altar_calls', 'sacraments', 'documents', 'themes',
    'reports', 'analytics', 'roles', 'users', 'settings', 'billing', 'audit', 'integrations'));
