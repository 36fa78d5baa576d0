"""Job texts that are read at the same time."""

import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

from snowballstemmer.english_stemmer import EnglishStemmer

from hiring import jobtext
from portfolio import words

ENDINGS = ("ing", "ization", "fulness", "edly")
THREADS = 4


def test_threads_that_read_at_the_same_time_find_the_right_stems() -> None:
    """Many threads answer in one process, and what one of them finds is kept for all."""
    draw = Random(1)
    made = ["".join(draw.choices("abeitlsnry", k=7)) + ending for ending in ENDINGS for _ in range(150)]
    own = EnglishStemmer()
    right = {word: (own.stemWord(word),) for word in made}
    together = Barrier(THREADS)

    def read(seed: int) -> dict[str, tuple[str, ...]]:
        together.wait()
        return {word: jobtext.stems(word) for word in Random(seed).sample(made, len(made))}

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        words.stem.cache_clear()
        with ThreadPoolExecutor(THREADS) as pool:
            assert all(found == right for found in pool.map(read, range(THREADS)))
    finally:
        sys.setswitchinterval(before)
