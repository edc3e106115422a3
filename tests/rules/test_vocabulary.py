"""The phrases of the rules come back from their packed form as they were."""

from __future__ import annotations

import pickle

from extractor.rulebook.phrases import found_in, trie_of
from extractor.rulebook.vocabulary import Phrase, Vocabulary, packed

PHRASES = (
    Phrase("looked after children", "cla"),
    Phrase("children", "child"),
    Phrase("LAC", "cla", capitals=True),
    Phrase("boys", "sex=male", "sex", "male"),
)


def test_a_packed_vocabulary_finds_what_the_trie_of_its_phrases_finds() -> None:
    words = ["the", "look", "after", "child", "lac", "boy", "child"]
    kept = pickle.loads(pickle.dumps(Vocabulary.of(PHRASES)))
    assert kept.phrases == PHRASES
    found = found_in(kept.trie, words)
    assert found == found_in(trie_of(PHRASES), words)
    assert {sense[0] for _, _, senses in found for sense in senses} == {"cla", "child", "sex=male"}
    assert found_in(kept.trie, words) == found, "also the second time, when it is unpacked"


def test_the_phrases_of_several_files_are_found_as_those_of_one() -> None:
    more = (Phrase("looked after", "after"), Phrase("children", "people"), PHRASES[1])
    together = Vocabulary.joined([packed(PHRASES), packed(more)])
    words = ["the", "look", "after", "child", "lac", "boy", "child"]
    assert together.phrases == (*PHRASES, *more)
    assert found_in(together.trie, words) == found_in(trie_of((*PHRASES, *more)), words)


def test_a_word_that_begins_hundreds_of_phrases_leads_to_each_of_them() -> None:
    many = [
        Phrase(f"in {first} {second}", f"{first}{second}")
        for first in "abcdefghijklmnopqrst"
        for second in "abcdefghijklmnopqrst"
    ]
    phrases = (*many, Phrase("in", "in"), Phrase("in a", "a"))
    kept = pickle.loads(pickle.dumps(Vocabulary.of(phrases)))
    for words in (["in", "a", "b"], ["in", "t", "t", "in", "z"], ["in"], ["b", "in", "a"]):
        for _ in range(2):
            assert found_in(kept.trie, words) == found_in(trie_of(phrases), words)


def test_vocabularies_of_other_phrases_are_not_equal() -> None:
    assert Vocabulary.of(PHRASES) == Vocabulary.of(list(PHRASES))
    assert Vocabulary.of(PHRASES) != Vocabulary.of(PHRASES[:2])
