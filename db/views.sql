-- Views that answer what people ask.  They work in the plain sqlite3 shell.
-- Tables are named in the singular and hold everything; views in the plural hold what is public and stands:
-- nothing withdrawn, nothing redirected, no names of persons and no sentences that state them.
-- `province_basis`: name (part of the organisation's name), stated (by the article), inferred (from another
-- article, which `province_source` names, or from an official list, which `province_registry` names).

-- One row an award.
CREATE VIEW awards AS
SELECT
    a.id,
    a.recipient_type,
    a.organisation_id,
    o.name AS organisation,
    o.kind AS organisation_kind,
    a.province,
    a.province_basis,
    a.province_source,
    a.province_registry,
    p.name AS programme,
    a.category,
    a.tier,
    a.year,
    a.year - 543 AS year_ce,
    CASE WHEN instr(a.project, a.person) > 0 THEN NULL ELSE a.project END AS project,
    (
        SELECT count(DISTINCT s.article_id) FROM award_fact af JOIN fact s ON s.id = af.fact_id
        WHERE af.award_id = a.id
    ) AS sources,
    CASE WHEN a.recipient_type = 'person' THEN NULL ELSE e.text END AS evidence,
    r.url,
    f.article_id,
    v.published,
    a.tier_scheme,
    a.tier_rank,
    a.programme_id
FROM award a
JOIN programme p ON p.id = a.programme_id
JOIN fact f ON f.id = a.lead_fact_id
JOIN article r ON r.id = f.article_id
JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
LEFT JOIN organisation o ON o.id = a.organisation_id
LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence'
WHERE a.withdrawn_at IS NULL AND a.redirected_to IS NULL;

-- SELECT * FROM awards_by_province WHERE province = 'เชียงใหม่';
CREATE VIEW awards_by_province AS
SELECT
    province,
    count(*) OVER (PARTITION BY province) AS awards_in_province,
    organisation, programme, category, tier, year, project, province_basis, sources, evidence, url, id
FROM awards
WHERE recipient_type <> 'person'
ORDER BY province IS NULL, province, year DESC, organisation, tier_rank, project, id;

-- SELECT * FROM awards_by_organisation WHERE organisation LIKE '%แม่เหียะ%';
-- Awards of an organisation's people are theirs: they are in `awards`, with recipient_type 'person'.
CREATE VIEW awards_by_organisation AS
SELECT
    organisation, province,
    count(*) OVER (PARTITION BY organisation_id) AS awards_of_organisation,
    year, programme, category, tier, project, sources, evidence, url, organisation_id, id
FROM awards
WHERE recipient_type <> 'person' AND organisation_id IS NOT NULL
ORDER BY organisation, province, organisation_id, year DESC, tier_rank, project, id;

-- SELECT * FROM awards_by_year_tier WHERE year = 2566 AND tier = 'ยอดเยี่ยม';
CREATE VIEW awards_by_year_tier AS
SELECT
    year, tier,
    count(*) OVER (PARTITION BY year, tier) AS awards_of_year_and_tier,
    programme, category, organisation, province, project, sources, evidence, url, id
FROM awards
WHERE recipient_type <> 'person'
ORDER BY year DESC, tier_scheme, tier_rank, tier, programme, organisation, project, id;

CREATE VIEW province_counts AS
SELECT
    province, count(*) AS awards, count(DISTINCT organisation_id) AS organisations,
    min(year) AS first_year, max(year) AS last_year
FROM awards
WHERE recipient_type <> 'person'
GROUP BY province
ORDER BY awards DESC, province;

CREATE VIEW year_tier_counts AS
SELECT year, tier, count(*) AS awards, count(DISTINCT organisation_id) AS organisations
FROM awards
WHERE recipient_type <> 'person'
GROUP BY year, tier
ORDER BY year DESC, tier_rank, tier;

-- What each article says, one row a fact, with the organisation that it was found to name.
CREATE VIEW facts AS
SELECT
    f.id,
    f.recipient_type,
    m.organisation_id,
    o.name AS organisation,
    f.organisation_text,
    f.province AS province_stated,
    m.province,
    m.province_basis,
    m.province_source,
    m.province_registry,
    f.award,
    f.category,
    f.tier,
    f.year,
    f.year - 543 AS year_ce,
    CASE WHEN instr(f.project, f.person) > 0 THEN NULL ELSE f.project END AS project,
    CASE WHEN f.recipient_type = 'person' THEN NULL ELSE e.text END AS evidence,
    CASE WHEN f.recipient_type = 'person' THEN NULL ELSE v.title END AS title,
    v.published,
    r.url,
    f.confidence,
    f.rule,
    f.rules_version,
    f.article_id,
    af.award_id
FROM fact f
JOIN article r ON r.id = f.article_id
JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version
LEFT JOIN mention m ON m.fact_id = f.id
LEFT JOIN organisation o ON o.id = m.organisation_id
LEFT JOIN award_fact af ON af.fact_id = f.id
LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence'
WHERE f.withdrawn_at IS NULL;

CREATE VIEW organisations AS
SELECT
    o.id, o.name, o.name_en, o.kind, o.district, o.province, o.province_basis, o.province_source,
    o.province_registry, o.undecided,
    sum(a.id IS NOT NULL AND a.recipient_type <> 'person') AS awards,
    sum(a.id IS NOT NULL AND a.recipient_type = 'person') AS awards_of_persons,
    min(a.year) AS first_year,
    max(a.year) AS last_year,
    (SELECT group_concat(n.text, ' | ') FROM organisation_name n WHERE n.organisation_id = o.id) AS names
FROM organisation o
LEFT JOIN award a ON a.organisation_id = o.id AND a.withdrawn_at IS NULL AND a.redirected_to IS NULL
WHERE o.redirected_to IS NULL AND o.withdrawn_at IS NULL
GROUP BY o.id
ORDER BY awards DESC, o.name, o.id;

CREATE VIEW programmes AS
SELECT
    p.id, p.name, count(a.id) AS awards, count(DISTINCT a.organisation_id) AS organisations,
    min(a.year) AS first_year, max(a.year) AS last_year
FROM programme p
JOIN award a ON a.programme_id = p.id AND a.withdrawn_at IS NULL AND a.redirected_to IS NULL
WHERE p.redirected_to IS NULL
GROUP BY p.id
ORDER BY awards DESC, p.name;

-- The present version of each article.
CREATE VIEW articles AS
SELECT
    a.id, v.title, v.published, a.source, s.name AS source_name, a.url, v.category, v.layout, a.version,
    a.first_seen, a.vanished_at, v.snapshot, v.text
FROM article a
JOIN article_version v ON v.article_id = a.id AND v.version = a.version
LEFT JOIN source s ON s.key = a.source;

-- Every count that an article claims, beside what was found under it.
CREATE VIEW count_checks AS
SELECT
    c.article_id, c.kind, c.claimed, c.found, c.claimed = c.found AS met, c.text, c.start_char, c.end_char, a.url
FROM count_check c
JOIN article a ON a.id = c.article_id;

-- What waits for somebody: the open issues, and the counts that were not met.
CREATE VIEW open_issues AS
SELECT id, stage, kind, place, expected, found, message, article_id, source, run_id, opened_at
FROM issue
WHERE closed_at IS NULL
UNION ALL
SELECT
    NULL, 'extract', 'count not met', a.url, CAST(c.claimed AS TEXT), CAST(c.found AS TEXT),
    'The article says "' || c.text || '"; ' || c.found || ' were found', c.article_id, a.source, NULL,
    e.extracted_at
FROM count_check c
JOIN article a ON a.id = c.article_id
JOIN extraction e ON e.article_id = c.article_id
WHERE c.claimed <> c.found;

-- What articles say abbreviations stand for, and how many of them; what the lexicon lacks: WHERE NOT in_lexicon.
CREATE VIEW abbreviations AS
SELECT written AS abbreviation, name, articles, publishers, in_lexicon, ambiguous
FROM learnt_abbreviation
ORDER BY articles DESC, abbreviation, name;

-- What was added, changed, merged, split and withdrawn, the newest first; persons' names are left out
-- (`redacted`: they were taken out later).
CREATE VIEW changes AS
SELECT seq, at, action, entity, record_id, others, record, batch, redacted
FROM change
ORDER BY seq DESC;

CREATE VIEW judgements AS
SELECT id, left_key, right_key, decision, score, parts, made_by, author, made_at
FROM judgement
WHERE withdrawn_at IS NULL;

CREATE VIEW runs AS
SELECT
    r.id, r.command, r.started_at, r.finished_at, r.outcome,
    (SELECT count(*) FROM issue i WHERE i.run_id = r.id) AS issues,
    (SELECT group_concat(s.stage || CASE WHEN s.source = '' THEN '' ELSE ' ' || s.source END || ' ' || s.counts, '; ')
     FROM run_stage s WHERE s.run_id = r.id) AS stages
FROM run r
ORDER BY r.id DESC;
