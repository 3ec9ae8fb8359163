-- Names of persons that stand in the log of changes can be taken out of it, and nothing else can.
--
-- `redacted`: texts were taken out of this line's record, by the resolving that ended with the change of this
-- number (docs/change-feed.md); null for a line that is as it was written.
ALTER TABLE change ADD COLUMN redacted INTEGER;
CREATE INDEX change_redacted ON change (redacted) WHERE redacted IS NOT NULL;
CREATE INDEX change_record ON change (entity, record_id);

-- Replacing a line by another of its number would be rewriting it, and no trigger sees the row that goes.
CREATE TRIGGER change_is_not_replaced BEFORE INSERT ON change
WHEN NEW.redacted IS NOT NULL OR EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the log of changes is only added to: clients have read it');
END;

-- An update may only take something out of a record that a later line of the log has replaced: every field
-- that is left is as it was, null, a list of some of its elements, or an empty object.
DROP TRIGGER change_is_not_rewritten;
CREATE TRIGGER change_is_not_rewritten BEFORE UPDATE ON change
WHEN (
    typeof(NEW.redacted) = 'integer' AND NEW.redacted >= coalesce(OLD.redacted, OLD.seq + 1)
    AND NEW.seq IS OLD.seq AND NEW.batch IS OLD.batch AND NEW.at IS OLD.at AND NEW.action IS OLD.action
    AND NEW.entity IS OLD.entity AND NEW.record_id IS OLD.record_id AND NEW.others IS OLD.others
    AND NEW.run_id IS OLD.run_id
    AND OLD.record IS NOT NULL AND NEW.record IS NOT NULL AND json_valid(NEW.record)
    AND NEW.record <> OLD.record
    AND json_extract(NEW.record, '$.id') IS OLD.record_id
    AND EXISTS (
        SELECT 1 FROM change later
        WHERE later.entity = OLD.entity AND later.record_id = OLD.record_id AND later.seq > OLD.seq
    )
    AND (SELECT group_concat(key) FROM json_each(NEW.record)) = (SELECT group_concat(key) FROM json_each(OLD.record))
    AND NOT EXISTS (
        SELECT 1 FROM json_each(NEW.record) n JOIN json_each(OLD.record) o ON o.key = n.key
        WHERE n.type <> 'null' AND n.value IS NOT o.value
            AND (
                n.type NOT IN ('array', 'object') OR n.type <> o.type
                OR EXISTS (
                    SELECT 1 FROM json_each(n.value) part
                    WHERE n.type = 'object' OR part.value NOT IN (SELECT value FROM json_each(o.value))
                )
            )
    )
) IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'the log of changes is only added to: clients have read it');
END;
