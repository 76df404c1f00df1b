-- A small library as the first released schema holds it.
insert into shares (id, name, path, mode, state) values (1, 'family', '/volume1/family', 'poll', 'online');
insert into photos (id, bytes, state, present, format, width, height, taken_local, taken_source, camera_make, camera_model,
  exif, latitude, longitude, place, phash, sensitive, ingested_at, analysed_at)
select lpad(to_hex(n), 64, '0'), 1000 + n, case when n <= 8 then 'analysed' else 'pending' end, n <> 8, 'jpeg', 640, 480,
  timestamp '2023-05-01 10:00' + n * interval '1 day', 'exif', 'FUJIFILM', 'X-T5', '{"iso": 200}', 18.25, 109.5,
  '{"countryCode": "CN", "country": {"en": "China", "zh": "中国"}, "region": null, "city": {"en": "Sanya", "zh": "三亚"}, "distanceKm": 2}',
  n, case when n = 7 then 'id_document' when n <= 8 then 'none' end, now(), case when n <= 8 then now() end
from generate_series(1, 10) n;
insert into files (share_id, path, directory, size, mtime_ms, state, ingest, photo_id)
select 1, '2023/beach-' || n || '.jpg', '2023', 1000 + n, 1682900000000 + n, case when n = 8 then 'missing' else 'present' end, 'done',
  lpad(to_hex(n), 64, '0')
from generate_series(1, 10) n;
insert into files (share_id, path, directory, size, mtime_ms) values (1, 'new.jpg', '', 5, 1682900000000);
insert into analyses (photo_id, request, valid, language, model, prompt_version, category, description, objects, tags, emotion,
  people, text, sensitive, raw, repaired, attempts, milliseconds, prompt_tokens, completion_tokens)
select lpad(to_hex(n), 64, '0'), 'first', true, 'zh', 'qwen3-vl-2b', '1', case when n = 7 then 'document' else 'travel' end,
  '一位女士穿着红色连衣裙走在海滩上。', array['红色连衣裙'], array['海滩', '日落'], 'serene', 1, '', case when n = 7 then 'id_document' else 'none' end,
  '{}', false, 1, 3000, 900, 60
from generate_series(1, 8) n;
update photos p set analysis_id = a.id from analyses a where a.photo_id = p.id;
insert into photo_search (photo_id, document) select id, to_tsvector('simple', 'beach') from photos where state = 'analysed';
insert into webhooks (url, events, secret) values ('https://example.org/hook', array['photo.analysed'], 'whsec_c2VjcmV0');
insert into outbox (type, photo_id, payload) values ('photo.analysed', lpad('1', 64, '0'), '{"photoId": "1"}');
insert into deliveries (webhook_id, event_id, state) values (1, 1, 'pending');
insert into tokens (name, hash) values ('phone', repeat('a', 64));
