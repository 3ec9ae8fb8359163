"""Two readings of an article side by side: what is the same fact, what changed, what came or went."""

from __future__ import annotations

from dataclasses import replace

from telling import DIGITAL, GOOD_GOVERNANCE, tell, won

from db.fact_changes import compare
from db.store import Store
from extract.fact import AwardFact, CountCheck, Extraction

YALA = won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ยอดเยี่ยม", year=2566)
UMONG = won("เทศบาลตำบลอุโมงค์", DIGITAL, province="ลำพูน", tier="ดีเด่น", year=2566)
MAEHIA = won("เทศบาลเมืองแม่เหียะ", GOOD_GOVERNANCE, province="เชียงใหม่", year=2563)
READ = tell("a1", YALA, UMONG, MAEHIA).extraction


def with_facts(*facts: AwardFact, checks: tuple[CountCheck, ...] = ()) -> Extraction:
    return replace(READ, awards=facts, checks=checks)


def test_facts_that_say_the_same_are_the_same_however_they_were_read() -> None:
    yala, umong, maehia = READ.awards
    otherwise = replace(yala, confidence=0.2, rule="another rule", spans={"evidence": (0, 3)})
    changes = compare(READ, with_facts(maehia, otherwise, umong))
    assert not changes
    assert changes.same == 3
    assert changes.details == {"confidence": 1, "rule": 1, "spans": 1}


def test_another_value_read_from_the_same_place_is_a_change_of_that_field() -> None:
    yala, umong, maehia = READ.awards
    changes = compare(READ, with_facts(replace(yala, tier=None, year=2565), umong, maehia))
    (changed,) = changes.changed
    assert (changed.before.tier, changed.after.tier, changed.fields) == ("ยอดเยี่ยม", None, ("tier", "year"))
    assert (changes.added, changes.withdrawn, changes.same) == ((), (), 2)


def test_a_name_whose_end_is_read_otherwise_is_a_change_of_the_organisation() -> None:
    yala, umong, maehia = READ.awards
    start, end = yala.spans["organisation"]
    longer = replace(
        yala, organisation="เทศบาลนครยะลา จังหวัดยะลา", spans={**yala.spans, "organisation": (start, end + 13)}
    )
    changes = compare(READ, with_facts(longer, umong, maehia))
    assert [one.fields for one in changes.changed] == [("organisation",)]


def test_two_winners_are_never_one_changed_fact() -> None:
    """Both stand in one sentence under one award, as in a list."""
    yala, umong, _ = READ.awards
    sentence = (yala.spans["evidence"][0], umong.spans["evidence"][1])
    yala, umong = (replace(fact, spans={**fact.spans, "evidence": sentence}) for fact in (yala, umong))
    changes = compare(with_facts(yala), with_facts(umong))
    assert (changes.added, changes.changed, changes.withdrawn) == ((umong,), (), (yala,))


def test_in_a_list_each_winner_is_compared_with_itself() -> None:
    facts = [replace(fact, award=DIGITAL) for fact in READ.awards]
    sentence = (facts[0].spans["evidence"][0], facts[-1].spans["evidence"][1])
    facts = [replace(fact, spans={**fact.spans, "evidence": sentence}) for fact in facts]
    changes = compare(with_facts(*facts), with_facts(*(replace(fact, tier="ชมเชย") for fact in facts)))
    assert [(one.before.organisation, one.after.organisation) for one in changes.changed] == [
        (fact.organisation, fact.organisation) for fact in facts
    ]


def test_one_winner_of_two_works_is_compared_work_by_work() -> None:
    told = tell(
        "a2",
        won("เทศบาลตำบลอุโมงค์", DIGITAL, tier="ดี", project="ห้องเรียนอัจฉริยะ"),
        won("เทศบาลตำบลอุโมงค์", DIGITAL, tier="ดี", project="งานสวัสดิการสังคม"),
    ).extraction
    first, second = told.awards
    after = replace(told, awards=(replace(second, tier="ดีเด่น"), replace(first, tier="ดีมาก")))
    changes = compare(told, after)
    assert {(one.after.project, one.before.tier, one.after.tier) for one in changes.changed} == {
        ("งานสวัสดิการสังคม", "ดี", "ดีเด่น"),
        ("ห้องเรียนอัจฉริยะ", "ดี", "ดีมาก"),
    }
    assert all(one.fields == ("tier",) for one in changes.changed)


def test_the_winner_that_was_taken_for_the_winners_body_is_one_change() -> None:
    read = tell("a3", won("โรงเรียนยุพราช", DIGITAL, person="นางสาวพิม ใจดี")).extraction
    (person,) = read.awards
    body = replace(person, recipient_type="organisation", person=None)
    changes = compare(read, replace(read, awards=(body,)))
    assert [one.fields for one in changes.changed] == [("recipient_type", "person")]


def test_in_a_corrected_article_facts_are_found_again_by_their_words() -> None:
    before = tell("a1", YALA, UMONG, title="ผลการประกวด").extraction
    after = tell("a1", UMONG, replace(YALA, tier="ดีเด่น"), title="ผลการประกวด (แก้ไข)").extraction
    changes = compare(before, after)
    assert [(one.before.organisation, one.fields) for one in changes.changed] == [
        ("เทศบาลนครยะลา", ("tier",))
    ]
    assert changes.same == 1


def test_all_is_new_in_an_article_that_was_never_read() -> None:
    check = CountCheck("count", 3, 3, 0, 5)
    changes = compare(None, replace(READ, checks=(check,)))
    assert (changes.added, changes.changed, changes.withdrawn) == (READ.awards, (), ())
    assert [(one.before, one.after) for one in changes.checks] == [(None, check)]
    assert not compare(None, with_facts())


def test_count_checks_are_told_that_are_met_now_or_gone() -> None:
    failed, gone = CountCheck("count", 3, 2, 0, 5), CountCheck("count", 8, 8, 6, 9)
    kept = CountCheck("count", 4, 1, 10, 12)
    before = with_facts(*READ.awards, checks=(failed, gone, kept))
    met = replace(failed, found=3)
    changes = compare(before, with_facts(*READ.awards, checks=(met, kept)))
    assert [(one.before, one.after) for one in changes.checks] == [(failed, met), (gone, None)]
    assert changes.checks[0].words == READ.text[0:5]


def test_what_the_store_gives_back_is_what_was_put_in(store: Store) -> None:
    told = tell("a1", YALA, won(None, DIGITAL, person="นางสาวพิม ใจดี", aliases=("ครูพิม",)))
    assert store.get_extraction("a1") is None
    told.put(store)
    assert store.get_extraction("a1") == told.extraction


def test_the_store_tells_why_an_article_is_stale(store: Store) -> None:
    tell("old", YALA).put(store, rules="3")
    tell("changed", YALA).put(store, rules="4")
    store.put_article(tell("changed", YALA, title="แก้ไขแล้ว").article)
    tell("current", YALA).put(store, rules="4")
    store.put_article(tell("unread", YALA).article)
    assert store.stale_ids("4") == [("changed", "changed"), ("old", "older rules"), ("unread", "never read")]
