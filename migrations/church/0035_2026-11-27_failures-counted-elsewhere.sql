-- Failed sign-ins have been counted in control.account_failure since control 0016. No server that reads this table was
-- ever released.
drop table sign_in_failure;
