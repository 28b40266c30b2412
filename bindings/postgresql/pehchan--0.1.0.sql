-- SPDX-License-Identifier: Apache-2.0
\echo Use "CREATE EXTENSION pehchan" to load this file. \quit

-- Immutable as long as the library is not exchanged: see README.md on REINDEX.
-- text and json keep what was written; jsonb has forgotten duplicate keys.

CREATE FUNCTION pehchan_screen(person text, catalogue text DEFAULT 'pakistan',
    view text DEFAULT 'official', language text DEFAULT 'en', options text DEFAULT '')
RETURNS json AS 'MODULE_PATHNAME', 'pehchan_screen_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

CREATE FUNCTION pehchan_screen(person json, catalogue text DEFAULT 'pakistan',
    view text DEFAULT 'official', language text DEFAULT 'en', options text DEFAULT '')
RETURNS json AS 'MODULE_PATHNAME', 'pehchan_screen_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

CREATE FUNCTION pehchan_screen(person jsonb, catalogue text DEFAULT 'pakistan',
    view text DEFAULT 'official', language text DEFAULT 'en', options text DEFAULT '')
RETURNS json AS 'MODULE_PATHNAME', 'pehchan_screen_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

COMMENT ON FUNCTION pehchan_screen(text, text, text, text, text) IS
    'what follows from one person''s answers, as the JSON of `pehchan screen`';
COMMENT ON FUNCTION pehchan_screen(json, text, text, text, text) IS
    'what follows from one person''s answers, as the JSON of `pehchan screen`';
COMMENT ON FUNCTION pehchan_screen(jsonb, text, text, text, text) IS
    'what follows from one person''s answers, as the JSON of `pehchan screen`';

CREATE FUNCTION pehchan_headline(person text, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_headline_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

CREATE FUNCTION pehchan_headline(person json, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_headline_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

CREATE FUNCTION pehchan_headline(person jsonb, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_headline_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

COMMENT ON FUNCTION pehchan_headline(text, text) IS 'such as presumed_victim';
COMMENT ON FUNCTION pehchan_headline(json, text) IS 'such as presumed_victim';
COMMENT ON FUNCTION pehchan_headline(jsonb, text) IS 'such as presumed_victim';

CREATE FUNCTION pehchan_status(person text, finding text, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_status_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

CREATE FUNCTION pehchan_status(person json, finding text, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_status_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

CREATE FUNCTION pehchan_status(person jsonb, finding text, catalogue text DEFAULT 'pakistan')
RETURNS text AS 'MODULE_PATHNAME', 'pehchan_status_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;

COMMENT ON FUNCTION pehchan_status(text, text, text) IS
    'indicated, open or not_shown, as an official sees it';
COMMENT ON FUNCTION pehchan_status(json, text, text) IS
    'indicated, open or not_shown, as an official sees it';
COMMENT ON FUNCTION pehchan_status(jsonb, text, text) IS
    'indicated, open or not_shown, as an official sees it';
