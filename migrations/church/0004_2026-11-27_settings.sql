-- The settings of a church, in seven groups; each has the value that most churches want.

alter table church_settings
  -- branding
  add column motto text constraint church_settings_motto_length check (length(motto) between 1 and 255),
  -- members
  add column public_applications boolean not null default true,
  add column adult_age integer not null default 18
    constraint church_settings_adult_age_range check (adult_age between 10 and 30),
  -- giving
  add column fiscal_start_month integer not null default 1
    constraint church_settings_fiscal_start_month_range check (fiscal_start_month between 1 and 12),
  add column receipt_prefix text not null default 'R'
    constraint church_settings_receipt_prefix_form check (receipt_prefix ~ '^[A-Z0-9]{1,10}$'),
  add column receipt_footer text
    constraint church_settings_receipt_footer_length check (length(receipt_footer) between 1 and 500),
  add column two_person_batches boolean not null default false,
  -- communication; without a name of its own, mail comes in the church's
  add column sender_name text constraint church_settings_sender_name_length check (length(sender_name) between 1 and 255),
  add column reply_to text
    constraint church_settings_reply_to_form check (reply_to = lower(reply_to) and length(reply_to) <= 254),
  add column reminder_hours integer not null default 24
    constraint church_settings_reminder_hours_range check (reminder_hours between 1 and 336),
  -- privacy
  add column directory_enabled boolean not null default false,
  add column public_prayer_form boolean not null default false,
  add column moderate_prayer_wall boolean not null default true,
  add column application_retention_months integer not null default 24
    constraint church_settings_application_retention_months_range check (application_retention_months between 1 and 120),
  -- automation
  add column follow_up_days integer not null default 7
    constraint church_settings_follow_up_days_range check (follow_up_days between 1 and 90),
  add column pledge_reminders boolean not null default true,
  add column sabbath_guard boolean not null default false,
  -- integration
  add column ical_public boolean not null default true,

  add column version integer not null default 1;
