-- What the owner corrected by hand.
insert into photo_edits (photo_id, tags_added) values (lpad('2', 64, '0'), array['外婆']);
