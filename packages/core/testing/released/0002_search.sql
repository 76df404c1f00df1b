-- What the third released schema added.
insert into search_places (place) values ('{"countryCode": "CN", "country": {"en": "China", "zh": "中国"}, "region": null, "city": {"en": "Sanya", "zh": "三亚"}}');
update photo_search set place_id = 1, category = 'travel', emotion = 'serene', people = 1, shares = '{1}';
-- Documents are in the making.
insert into search_stale (photo_id) select id from photos;
