"""Full-text search over pages and quotes, as SQL of the first version (see `schema.py`).

External content: the text is stored once, in its own table, and triggers keep the index true
whoever writes. Porter stemming finds "placements" for "placement".
"""

from __future__ import annotations

SEARCH = """
create virtual table pages_fts using fts5(
  text, content='pages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
create trigger pages_ai after insert on pages begin
  insert into pages_fts(rowid, text) values (new.id, new.text);
end;
create trigger pages_ad after delete on pages begin
  insert into pages_fts(pages_fts, rowid, text) values ('delete', old.id, old.text);
end;
create trigger pages_au after update of text on pages begin
  insert into pages_fts(pages_fts, rowid, text) values ('delete', old.id, old.text);
  insert into pages_fts(rowid, text) values (new.id, new.text);
end;

create virtual table observations_fts using fts5(
  quote, subject, section, content='observations', content_rowid='number',
  tokenize='porter unicode61 remove_diacritics 2');
create trigger observations_ai after insert on observations begin
  insert into observations_fts(rowid, quote, subject, section)
    values (new.number, new.quote, new.subject, new.section);
end;
create trigger observations_ad after delete on observations begin
  insert into observations_fts(observations_fts, rowid, quote, subject, section)
    values ('delete', old.number, old.quote, old.subject, old.section);
end;
create trigger observations_au after update of quote, subject, section on observations begin
  insert into observations_fts(observations_fts, rowid, quote, subject, section)
    values ('delete', old.number, old.quote, old.subject, old.section);
  insert into observations_fts(rowid, quote, subject, section)
    values (new.number, new.quote, new.subject, new.section);
end;
"""
