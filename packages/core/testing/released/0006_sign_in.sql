insert into credentials (kind, hash) values ('owner', 'scrypt$stand-in');
