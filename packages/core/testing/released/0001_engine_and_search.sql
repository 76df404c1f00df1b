-- What the second released schema added, in the library of the first.
insert into saved_searches (name, query) values ('海边', '{"q": "海边的红裙子"}');
insert into settings (key, value) values ('analyseHours', '"22:00-07:00"');
update photos set favourite = true where id = lpad('3', 64, '0');
insert into photo_embeddings (photo_id, version, analysis_id, vector)
select id, 'tiny/4/1', analysis_id, '\x01020304' from photos where state = 'analysed';
